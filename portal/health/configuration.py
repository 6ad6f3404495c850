"""What is watched, read into portal.settings: what can fail, what is measured, and what timers are to run how often."""

from portal import env

# Each part: () -> portal.health.signs.Sign. In order of how much depends on it; a fault in one is 503 from /halsa/djup.
HEALTH_CHECKS = [
    "portal.health.serving.database",
    "portal.health.serving.migrations",
    "portal.health.serving.files",
    "portal.health.serving.room",
    "portal.health.serving.search",
    "portal.health.serving.pdf",
    "portal.health.working.queue",
    "portal.health.working.timers",
    "portal.health.working.backup",
    "pledges.signs.letters",
    "followups.signs.reminders",
    "followups.signs.exports",
]
# What is told beside them to operators, and has no state: () -> [(what, Swedish text)].
STATUS_FACTS = ["portal.health.facts.running", "portal.health.facts.database", "pledges.signs.published"]
# What is measured when the numbers are fetched: () -> [portal.metrics.exposition.Gauge].
MEASURES = [
    "portal.metrics.gauges.machine",
    "portal.metrics.gauges.queue",
    "portal.metrics.gauges.timers",
    "portal.metrics.gauges.database",
    "portal.metrics.gauges.health",
    "pledges.signs.measures",
    "followups.signs.measures",
]
# Commands that timers run, and after how many minutes without a run that went well something is wrong.
TIMERS = {"publish_due": 10, "send_news": 30, "send_reminders": 18 * 60, "sweep": 26 * 60}
BACKUP_EVERY_HOURS = env.integer("BACKUP_EVERY_HOURS", 26)
HEALTH_KEPT_SECONDS = 0 if env.debug() else 5
DISK_FREE_MB = env.integer("DISK_FREE_MB", 1_000)
# Who may fetch the numbers from another machine; without it only this machine may.
METRICS_TOKEN = env.string("METRICS_TOKEN", "")
PORTAL_VERSION = env.string("PORTAL_VERSION", "")
