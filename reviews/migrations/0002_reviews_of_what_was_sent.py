"""What was with the advisors before reviews had rows of their own gets one, its clock as it was counted then."""

from django.conf import settings
from django.db import migrations
from django.utils import timezone

from reviews.due import add_working_days


def open_reviews(apps, _schema_editor):
    assessments = apps.get_model("assessments", "Assessment").objects.filter(state="in_review")
    review = apps.get_model("reviews", "Review")
    review.objects.bulk_create(
        review(
            assessment=each,
            arrived_at=each.sent_at,
            due_on=add_working_days(timezone.localdate(each.sent_at), settings.OPERATOR_REVIEW_DAYS),
        )
        for each in assessments.only("pk", "sent_at")
    )


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_reviews"), ("assessments", "0004_reviewed_and_verified")]

    operations = [migrations.RunPython(open_reviews, migrations.RunPython.noop)]
