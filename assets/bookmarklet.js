(() => {
const home = 'HOME', html = '<!doctype html>' + document.documentElement.outerHTML;
const page = { articleAnnotator: 'page', html, url: location.href, title: document.title };
const copy = () => {
addEventListener('copy', (event) => {
event.clipboardData.setData('text/html', html);
event.clipboardData.setData('text/plain', document.body.innerText);
event.preventDefault();
event.stopImmediatePropagation();
}, { capture: true, once: true });
document.execCommand('copy');
};
const other = open(home + '#receive');
if (!other || other.closed) return copy();
const hear = ({ source, data }) => {
if (source !== other || !data) return;
if (data.articleAnnotator === 'ready') other.postMessage(page, new URL(home).origin);
if (data.articleAnnotator === 'received') removeEventListener('message', hear);
};
addEventListener('message', hear);
})()
