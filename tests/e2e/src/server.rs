//! A static file server on a free port: folders and single pages under given paths, with the right
//! media types. No fallback page, no redirect, no listing.

use std::collections::{HashMap, HashSet};
use std::convert::Infallible;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use anyhow::{Context, Result};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{CACHE_CONTROL, CONTENT_TYPE};
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::sync::oneshot;

/// What a server serves, and the requests it got.
#[derive(Default)]
struct Shelf {
    folders: Vec<(String, PathBuf)>,
    pages: Mutex<HashMap<String, (String, Vec<u8>)>>,
    requests: Mutex<Vec<(String, u16)>>,
    gone: Mutex<HashSet<String>>,
    /// Scripts to run in every page before its own.
    first: Mutex<Option<String>>,
}

/// A running server; dropping it closes the port.
pub struct Server {
    address: SocketAddr,
    shelf: Arc<Shelf>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves each folder under its path, which begins and ends with a slash.
    ///
    /// # Errors
    /// When no port is free.
    pub fn start(folders: &[(&str, &Path)]) -> Result<Self> {
        let listener =
            TcpListener::bind(("127.0.0.1", 0)).context("no free port for the server")?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let folders =
            folders.iter().map(|(at, dir)| ((*at).to_owned(), dir.to_path_buf())).collect();
        let shelf = Arc::new(Shelf { folders, ..Shelf::default() });
        let (stop, stopped) = oneshot::channel();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let served = Arc::clone(&shelf);
        let thread = std::thread::spawn(move || runtime.block_on(serve(listener, served, stopped)));
        Ok(Self { address, shelf, stop: Some(stop), thread: Some(thread) })
    }

    /// The address of a path, such as `/some/where/`. The name `localhost` makes it a secure
    /// context.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://localhost:{}{path}", self.address.port())
    }

    /// Adds a page made by the test.
    pub fn page(&self, path: &str, media_type: &str, body: impl Into<Vec<u8>>) {
        let mut pages = self.shelf.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.insert(path.to_owned(), (media_type.to_owned(), body.into()));
    }

    /// Answers 404 for this path on purpose, so its requests are not recorded.
    pub fn take_away(&self, path: &str) {
        let mut gone = self.shelf.gone.lock().unwrap_or_else(PoisonError::into_inner);
        gone.insert(path.to_owned());
    }

    /// Serves this path normally again.
    pub fn put_back(&self, path: &str) {
        self.shelf.gone.lock().unwrap_or_else(PoisonError::into_inner).remove(path);
        self.shelf.pages.lock().unwrap_or_else(PoisonError::into_inner).remove(path);
    }

    /// Runs scripts in every page before the page's own, where the driver cannot. They are a file
    /// of the same origin, so the page's policy stays the same and applies to them too.
    pub fn put_first(&self, scripts: &str) {
        self.page(FIRST, "text/javascript; charset=utf-8", scripts);
        let tag = format!("<script src=\"{FIRST}\"></script>");
        *self.shelf.first.lock().unwrap_or_else(PoisonError::into_inner) = Some(tag);
    }

    /// Every path requested so far, in order, with the status of the answer.
    #[must_use]
    pub fn requests(&self) -> Vec<(String, u16)> {
        self.shelf.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

/// Accepts connections until the other end of `stopped` is dropped; the runtime then ends them all.
async fn serve(listener: TcpListener, shelf: Arc<Shelf>, mut stopped: oneshot::Receiver<()>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = &mut stopped => return,
        };
        let Ok((stream, _)) = accepted else { continue };
        let shelf = Arc::clone(&shelf);
        let service = hyper::service::service_fn(move |request: Request<Incoming>| {
            let answer = shelf.answer(request.uri().path());
            async move { Ok::<_, Infallible>(answer) }
        });
        let connection = hyper::server::conn::http1::Builder::new();
        tokio::spawn(connection.serve_connection(TokioIo::new(stream), service));
    }
}

impl Shelf {
    fn answer(&self, path: &str) -> Response<Full<Bytes>> {
        let gone = self.gone.lock().unwrap_or_else(PoisonError::into_inner).contains(path);
        let found = if gone { None } else { self.find(path) };
        let status = if found.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        requests.extend((!gone).then(|| (path.to_owned(), status.as_u16())));
        let (media_type, body) = found.unwrap_or(("text/plain".to_owned(), b"not here".to_vec()));
        let body = if media_type.starts_with("text/html") { self.with_first(body) } else { body };
        let mut response = Response::new(Full::new(Bytes::from(body)));
        *response.status_mut() = status;
        if let Ok(value) = media_type.parse() {
            response.headers_mut().insert(CONTENT_TYPE, value);
        }
        response
            .headers_mut()
            .insert(CACHE_CONTROL, hyper::header::HeaderValue::from_static("no-cache"));
        response
    }

    fn find(&self, path: &str) -> Option<(String, Vec<u8>)> {
        let pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(page) = pages.get(path) {
            return Some(page.clone());
        }
        let (at, folder) = self.folders.iter().find(|(at, _)| path.starts_with(at))?;
        let rest = &path[at.len()..];
        let rest = if rest.is_empty() { "index.html" } else { rest };
        if rest.split('/').any(|part| part == "..") {
            return None;
        }
        let body = std::fs::read(folder.join(rest)).ok()?;
        Some((media_type(rest).to_owned(), body))
    }
}

/// The path of the scripts that run first.
const FIRST: &str = "/e2e-first.js";

impl Shelf {
    /// A page with the script that runs first, right after the policy.
    fn with_first(&self, page: Vec<u8>) -> Vec<u8> {
        let first = self.first.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(tag) = first.as_ref() else { return page };
        let html = String::from_utf8_lossy(&page);
        let policy = html
            .find("Content-Security-Policy")
            .and_then(|at| html[at..].find('>').map(|end| at + end + 1));
        let at = policy
            .or_else(|| html.find("<head>").map(|at| at + "<head>".len()))
            .unwrap_or_default();
        format!("{}{tag}{}", &html[..at], &html[at..]).into_bytes()
    }
}

/// The media type of a file, by its extension.
fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "ts" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
