using AgentConsole.Domain.Access;
using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Alerts.Checks;
using Xunit;

namespace AgentConsole.Domain.Tests.Alerts;

public sealed class AlertTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);
    private static readonly Caller.Person Cal = new(PersonId.New(Noon), "Cal", new HashSet<Role> { Role.Oncall });
    private static readonly AlertRule Warning = AlertRule.Of(AlertTerms.Usual("80", AlertKind.CapNear) with { Mode = AlertMode.Enforce }, Noon);
    private static readonly AlertRule Critical = AlertRule.Of(AlertTerms.Usual("95", AlertKind.CapNear) with { Mode = AlertMode.Enforce, Severity = AlertSeverity.Critical }, Noon);

    [Fact]
    public void A_rule_that_weighs_more_raises_it_once_and_one_that_weighs_less_does_not_lower_it()
    {
        var alert = Alert.Open(Warning, Found(82), "key", 1, Noon);

        Assert.False(alert.See(Warning, Found(83), Noon.AddMinutes(1)));
        Assert.True(alert.See(Critical, Found(96), Noon.AddMinutes(2)));
        Assert.False(alert.See(Warning, Found(96), Noon.AddMinutes(3)));
        Assert.False(alert.See(Critical, Found(90), Noon.AddMinutes(4)));

        Assert.Equal((AlertSeverity.Critical, Critical.Id, 5, 96_000_000, 90_000_000), (alert.Severity, alert.RuleId, alert.Occurrences, alert.PeakMicros, alert.ValueMicros));
        Assert.Equal((Noon, Noon.AddMinutes(4)), (alert.FirstSeenAt, alert.LastSeenAt));
    }

    [Fact]
    public void What_comes_back_opens_it_again_and_forgets_who_looked_into_it()
    {
        var alert = Alert.Open(Warning, Found(82), "key", 1, Noon);
        Assert.True(alert.TryAcknowledge(Cal, Noon));
        Assert.True(alert.TryResolve(null, null, Noon.AddHours(1)));

        Assert.True(alert.TryReopen(Warning, Found(85), Noon.AddHours(2)));

        Assert.Equal((AlertStatus.Open, 1, null, null, 85_000_000), (alert.Status, alert.Reopened, alert.AcknowledgedBy, alert.ResolvedAt, alert.PeakMicros));
        Assert.Equal((Noon, Noon.AddHours(2)), (alert.FirstSeenAt, alert.OpenedAt));
    }

    [Fact]
    public void What_a_person_resolved_stays_so_while_the_window_still_holds_it()
    {
        var rule = AlertRule.Of(AlertTerms.Usual("d", AlertKind.DenialSpike) with { WindowMinutes = 50, QuietMinutes = 10 }, Noon);
        var alert = Alert.Open(rule, Found(82), "key", 1, Noon);
        Assert.True(alert.TryResolve(Cal, "put right", Noon));

        Assert.True(alert.IsSettled(rule, Noon.AddMinutes(49)));
        Assert.False(alert.IsSettled(rule, Noon.AddMinutes(50)));

        var quiet = Alert.Open(rule, Found(82), "key", 1, Noon);
        Assert.True(quiet.TryResolve(null, null, Noon));
        Assert.False(quiet.IsSettled(rule, Noon.AddMinutes(1)));
    }

    [Fact]
    public void A_silence_ends_with_its_time_and_with_whoever_looks_into_it()
    {
        var alert = Alert.Open(Warning, Found(82), "key", 1, Noon);
        Assert.True(alert.TrySilence(Cal, Noon.AddHours(1), "known"));
        Assert.True(alert.TryAcknowledge(Cal, Noon));
        Assert.Equal((null, null), (alert.SilencedUntil, alert.SilenceReason));

        Assert.True(alert.TrySilence(Cal, Noon.AddHours(1), "known"));
        Assert.True(alert.TryWake());
        Assert.Equal((AlertStatus.Open, null), (alert.Status, alert.SilencedBy));
    }

    [Fact]
    public void A_silence_holds_until_its_time_though_it_was_quiet_meanwhile()
    {
        var alert = Alert.Open(Warning, Found(82), "key", 1, Noon);
        Assert.True(alert.TrySilence(Cal, Noon.AddHours(3), "known"));
        Assert.True(alert.TryResolve(null, null, Noon.AddHours(1)));

        Assert.True(alert.TryReopen(Warning, Found(85), Noon.AddHours(2)));
        Assert.Equal((AlertStatus.Silenced, Noon.AddHours(3), "known"), (alert.Status, alert.SilencedUntil, alert.SilenceReason));

        Assert.True(alert.TryResolve(null, null, Noon.AddHours(2.5)));
        Assert.True(alert.TryReopen(Warning, Found(85), Noon.AddHours(3)));
        Assert.Equal((AlertStatus.Open, null, null), (alert.Status, alert.SilencedUntil, alert.SilencedBy));

        Assert.True(alert.TrySilence(Cal, Noon.AddHours(9), "known"));
        Assert.True(alert.TryResolve(Cal, "put right", Noon.AddHours(4)));
        Assert.True(alert.TryReopen(Warning, Found(85), Noon.AddHours(5)));
        Assert.Equal(AlertStatus.Open, alert.Status);
    }

    [Fact]
    public void A_rule_with_a_long_window_looks_less_often()
    {
        var often = AlertRule.Of(AlertTerms.Usual("d", AlertKind.DenialSpike), Noon);
        var seldom = AlertRule.Of(AlertTerms.Usual("o", AlertKind.OutcomeDrift), Noon);
        var off = AlertRule.Of(AlertTerms.Usual("o", AlertKind.CapNear) with { Mode = AlertMode.Off }, Noon);

        Assert.True(often.IsDue(Noon) && seldom.IsDue(Noon));
        Assert.False(off.IsDue(Noon));

        foreach (var rule in (AlertRule[])[often, seldom]) rule.CheckedAt = Noon;
        Assert.Equal((false, true), (often.IsDue(Noon.AddSeconds(9)), often.IsDue(Noon.AddSeconds(10))));
        Assert.Equal((false, true), (seldom.IsDue(Noon.AddSeconds(899)), seldom.IsDue(Noon.AddSeconds(900))));
    }

    [Fact]
    public void A_rule_whose_last_channel_is_gone_names_none_and_so_tells_all()
    {
        var channel = Deliveries.WebhookId;
        var rule = AlertRule.Of(AlertTerms.Usual("d", AlertKind.DenialSpike) with { Channels = [channel.ToString()] }, Noon);
        Assert.True(rule.Names(channel));

        rule.Forget(channel, Noon);

        Assert.Equal(("", 2, false), (rule.Channels, rule.Version, rule.Names(channel)));
    }

    private static AlertFinding Found(int percent) => new(new("support"), true, percent * AlertLimits.Micros, 80 * AlertLimits.Micros);

    private static class Deliveries
    {
        public static readonly Domain.Deliveries.WebhookEndpointId WebhookId = Domain.Deliveries.WebhookEndpointId.New(Noon);
    }
}
