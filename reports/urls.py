"""URLs of the reports room."""

from django.urls import path

from reports import views
from reports.exploring import views as explore_views
from reports.investing import views as investment_views
from reports.issued import approving_views, proposal_views, verify_views
from reports.issued import format_views as issued_format_views
from reports.issued import views as issued_views
from reports.printed import batch_views, format_views, pdf_views
from reports.programmes import views as programme_views
from reports.quick import views as share_views
from reports.shared import link_views as share_link_views
from reports.shared import views as shared_views

app_name = "reports"

urlpatterns = [
    path("results/<uuid:uuid>/", views.result, name="result"),
    path("results/<uuid:uuid>/progress/", views.progress, name="progress"),
    path("results/<uuid:uuid>/report/", pdf_views.request_report, name="request_report"),
    path("results/<uuid:uuid>/report/letter/", pdf_views.write_when_ready, name="write_when_ready"),
    path("results/<uuid:uuid>/data.<str:ending>", format_views.data, name="data"),
    path("results/<uuid:uuid>/explain/<str:node>/", views.explain, name="explain"),
    path("results/<uuid:uuid>/what-if/", views.what_if, name="what_if"),
    path("results/<uuid:uuid>/explore/", explore_views.explore, name="explore"),
    path("results/<uuid:uuid>/investments/", investment_views.investment_figures, name="investments"),
    path("results/<uuid:uuid>/share/", share_views.share_page, name="share"),
    path("results/<uuid:uuid>/share/square.png", share_views.share_picture, {"shape": "square"}, "share_square"),
    path(
        "results/<uuid:uuid>/share/landscape.png", share_views.share_picture, {"shape": "landscape"}, "share_landscape"
    ),
    path("results/<uuid:uuid>/issued/", issued_views.issued, name="issued"),
    path("results/<uuid:uuid>/issued/<uuid:report>/level/", issued_views.switch_level, name="switch_level"),
    path("results/<uuid:uuid>/proposal/", proposal_views.proposal, name="proposal"),
    path("results/<uuid:uuid>/links/", share_link_views.links, name="links"),
    path("results/<uuid:uuid>/links/<uuid:link>/revoke/", share_link_views.revoke_link, name="revoke_link"),
    path("issued/<uuid:uuid>/<str:language>.pdf", issued_views.issued_pdf, name="issued_pdf"),
    path("issued/<uuid:uuid>/data.<str:ending>", issued_format_views.issued_data, name="issued_data"),
    path("verify/<str:token>/", verify_views.verify, name="verify"),
    path("shared/<str:token>/", shared_views.shared, name="shared"),
    path("shared/<str:token>/report.pdf", shared_views.shared_pdf, name="shared_pdf"),
    path("bench/reviews/<uuid:uuid>/approve/", approving_views.approve, name="approve"),
    path("bench/reviews/<uuid:uuid>/approve/back/", approving_views.send_back, name="send_back"),
    path("bench/reviews/<uuid:uuid>/approve/reopen/", approving_views.reopen, name="reopen"),
    path("bench/reports/", batch_views.reports, name="batch"),
    path("bench/reports/progress/", batch_views.progress, name="batch_progress"),
    path("bench/reports/reports.zip", batch_views.download, name="batch_zip"),
    path("bench/programmes/<uuid:uuid>/figures/", programme_views.figures, name="programme_figures"),
    path("bench/programmes/<uuid:uuid>/figures/report/", programme_views.request_report, name="programme_report"),
    path("bench/programmes/<uuid:uuid>/figures/progress/", programme_views.progress, name="programme_progress"),
    path("bench/programmes/<uuid:uuid>/figures/figures.xlsx", programme_views.workbook, name="programme_workbook"),
    path("bench/programmes/<uuid:uuid>/figures/<str:language>.pdf", programme_views.report, name="programme_pdf"),
    path("reports/<uuid:uuid>.pdf", pdf_views.pdf, name="pdf"),
    path("sample-report/", views.sample_page, name="sample"),
    path("sample-report/<str:language>.pdf", views.sample_pdf, name="sample_pdf"),
]
