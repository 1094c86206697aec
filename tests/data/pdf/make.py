"""Makes the PDFs of this folder from the texts of ../texts: python make.py (reportlab, weasyprint, fpdf2; groff and qpdf)."""
import html, pathlib, subprocess, sys, textwrap
TEXTS = pathlib.Path(sys.argv[1]); OUT = pathlib.Path(sys.argv[2])
def text(name): return [l.strip() for l in open(TEXTS / f"udhr-{name}.txt", encoding="utf8") if l.strip()]
def page(paras, css="", lang="en", dir="ltr"):
    body = "".join(f"<h2>{html.escape(p)}</h2>" if len(p) < 28 and not p.endswith(".") else f"<p>{html.escape(p)}</p>" for p in paras[1:])
    return f"<html lang={lang} dir={dir}><title>Declaration</title><style>{css}</style><h1>{html.escape(paras[0])}</h1>{body}"
def weasyprint(name, doc):
    from weasyprint import HTML
    HTML(string=doc).write_pdf(OUT / name)
def notes():
    css = ('@page{size:A5;margin:2cm;@top-center{content:"The Daily Right"}@bottom-right{content:"Page " counter(page) " of " counter(pages)}}'
           ".f{float:footnote;font-size:8pt} body{hyphens:auto;text-align:justify;font-family:DejaVu Serif;font-size:10pt}")
    weasyprint("notes.pdf", page(text("eng")[:40], css).replace("</p>", "<span class=f>A note at the foot, with words of its own.</span></p>", 3))
def hebrew(): weasyprint("hebrew.pdf", page(text("heb"), 'body{font-family:"Noto Serif Hebrew"}', "he", "rtl"))
def chinese(): weasyprint("chinese.pdf", page(text("cmn_hans")[:7], 'body{font-family:"WenQuanYi Zen Hei";columns:2}', "zh"))
def russian():
    from fpdf import FPDF
    f = FPDF(); f.add_font("dv", "", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"); f.add_page(); f.set_font("dv", size=11)
    for p in text("rus"): f.multi_cell(0, 6, p); f.ln(2)
    f.output(OUT / "russian.pdf")
def german():
    from reportlab.platypus import SimpleDocTemplate, Paragraph
    from reportlab.lib.styles import getSampleStyleSheet
    st = getSampleStyleSheet()
    def foot(c, doc): c.setFont("Helvetica", 9); c.drawString(72, 40, f"Report of 1948 - {doc.page}")
    SimpleDocTemplate(str(OUT / "german.pdf"), invariant=1).build(
        [Paragraph(html.escape(p), st["Heading2" if len(p) < 28 else "Normal"]) for p in text("deu_1996")], onFirstPage=foot, onLaterPages=foot)
def columns():
    ms = ".TL\nOn rights\n.AU\nA. Writer\n.2C\n" + "".join(".PP\n" + p.replace("“", '"').replace("”", '"') + "\n" for p in text("eng")[1:])
    (OUT / "columns.pdf").write_bytes(subprocess.run(["groff", "-ms", "-Tpdf", "-k"], input=ms.encode(), capture_output=True).stdout)
def pictures():
    from reportlab.pdfgen import canvas
    from PIL import Image
    paras = text("eng")
    c = canvas.Canvas(str(OUT / "recognised.pdf"), invariant=1); t = c.beginText(72, 760); t.setTextRenderMode(3); t.setFont("Times-Roman", 11)
    for line in textwrap.wrap(" ".join(paras[3:6]), 80): t.textLine(line)
    c.drawText(t); c.rect(50, 50, 500, 740, fill=1); c.save()
    Image.new("L", (60, 85), 200).save(OUT / "scan.jpg")
    c = canvas.Canvas(str(OUT / "scanned.pdf"), invariant=1); c.drawImage(str(OUT / "scan.jpg"), 0, 0, 595, 842); c.save(); (OUT / "scan.jpg").unlink()
def passwords():
    qpdf = lambda *a: subprocess.run(["qpdf", *map(str, a)], check=False)
    qpdf("--static-id", "--encrypt", "secret", "owner", "256", "--", OUT / "recognised.pdf", OUT / "password.pdf")
    qpdf("--static-id", "--encrypt", "", "owner", "256", "--", OUT / "recognised.pdf", OUT / "owner.pdf")
def table():
    import typst
    rows = ",".join(f"[{y}],[{y * 3 % 100}.5],[{y * 7 % 100}],[{y * 11 % 90}.25]" for y in range(1990, 1996))
    (OUT / "t.typ").write_text('#set text(font:"DejaVu Sans Mono")\n= Prices of bread\n\nThe table gives prices by year. Bakers asked for 1912 kronor.\n\n#table(columns:4,stroke:none,column-gutter:2em,[Year],[Rye],[Wheat],[Oats],' + rows + ")\n\nAfter the table the text goes on.")
    typst.compile(str(OUT / "t.typ"), output=str(OUT / "table.pdf")); (OUT / "t.typ").unlink()
for make in (notes, hebrew, chinese, russian, german, columns, pictures, passwords, table): make()
