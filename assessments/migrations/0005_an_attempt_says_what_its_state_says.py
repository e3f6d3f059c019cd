from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("assessments", "0004_answers_of_the_first_version_are_carried_over")]

    operations = [
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('marks', None), ('passed', None), ('state', 'open'), ('submitted_at', None)), models.Q(('marks', None), ('passed', None), ('state__in', ['submitted', 'expired']), ('submitted_at__isnull', False)), models.Q(('marked_at__isnull', False), ('marks__isnull', False), ('maximum__isnull', False), ('passed__isnull', False), ('state', 'marked'), ('submitted_at__isnull', False)), models.Q(('state', 'voided'), ('voided_at__isnull', False), ('voided_by__isnull', False)), _connector='OR'), name='attempt_says_what_its_state_says'),
        ),
    ]
