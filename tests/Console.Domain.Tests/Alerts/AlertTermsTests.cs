using System.Text.Json;
using AgentConsole.Domain.Alerts;
using Xunit;

namespace AgentConsole.Domain.Tests.Alerts;

public sealed class AlertTermsTests
{
    public static TheoryData<AlertKind> EveryKind => [.. Enum.GetValues<AlertKind>()];

    [Theory, MemberData(nameof(EveryKind))]
    public void What_is_written_is_read_again(AlertKind kind)
    {
        var terms = AlertTerms.Usual("A rule", kind) with
        {
            Scope = new(AlertTraits.Of(kind).HasAgent ? "support" : null, AlertTraits.Of(kind).HasTool ? "billing.refund" : null, AlertTraits.Of(kind).HasWorkflow ? "triage" : null),
            Severity = AlertSeverity.Critical,
            Owner = "sre@example.com",
            RunbookUrl = "https://example.com/runbooks/denials?x=1#top",
            Mode = AlertMode.Enforce,
            QuietMinutes = 45,
        };

        var read = AlertTerms.Parse(JsonElement.Parse(terms.ToJson()), out var faults);

        Assert.Empty(faults);
        Assert.Equal(terms, read!, EqualTerms);
    }

    [Theory, MemberData(nameof(EveryKind))]
    public void Without_figures_a_rule_has_the_usual_ones_and_is_in_shadow(AlertKind kind)
    {
        var read = AlertTerms.Parse(JsonElement.Parse($$"""{"name":"r","kind":"{{WireName.Of(kind)}}"}"""), out var faults);

        Assert.Empty(faults);
        Assert.Equal(AlertMode.Shadow, read!.Mode);
        Assert.Equal(AlertTerms.Usual("r", kind), read, EqualTerms);
    }

    [Fact]
    public void The_shipped_rules_are_rules_and_what_is_a_guess_begins_in_shadow()
    {
        foreach (var terms in ShippedAlertRules.All)
        {
            AlertTerms.Parse(JsonElement.Parse(terms.ToJson()), out var faults);
            Assert.Empty(faults);
        }

        Assert.Equal(Enum.GetValues<AlertKind>().Order(), ShippedAlertRules.All.Select(terms => terms.Kind).Distinct().Order());
        Assert.Equal([AlertKind.RunCost, AlertKind.OutcomeDrift], ShippedAlertRules.All.Where(terms => terms.Mode == AlertMode.Shadow).Select(terms => terms.Kind));
    }

    [Theory]
    [InlineData("""{"kind":"cap_near"}""", "/name")]
    [InlineData("""{"name":"a\nb","kind":"cap_near"}""", "/name")]
    [InlineData("""{"name":"r","kind":"earthquake"}""", "/kind")]
    [InlineData("""{"name":"r","kind":"cap_near","minimum":3}""", "/minimum")]
    [InlineData("""{"name":"r","kind":"cap_near","limit":"80"}""", "/limit")]
    [InlineData("""{"name":"r","kind":"cap_near","limit":-1}""", "/limit")]
    [InlineData("""{"name":"r","kind":"cap_near","limit":1e40}""", "/limit")]
    [InlineData("""{"name":"r","kind":"denial_spike","chance":0.5}""", "/chance")]
    [InlineData("""{"name":"r","kind":"denial_spike","chance":0}""", "/chance")]
    [InlineData("""{"name":"r","kind":"denial_spike","window_minutes":4}""", "/window_minutes")]
    [InlineData("""{"name":"r","kind":"denial_spike","window_minutes":90}""", "/window_minutes")]
    [InlineData("""{"name":"r","kind":"denial_spike","baseline_hours":72}""", "/baseline_hours")]
    [InlineData("""{"name":"r","kind":"denial_spike","baseline_hours":1}""", "/baseline_hours")]
    [InlineData("""{"name":"r","kind":"denial_spike","agent":"a b"}""", "/agent")]
    [InlineData("""{"name":"r","kind":"run_cost","minimum":5}""", "/minimum")]
    [InlineData("""{"name":"r","kind":"run_cost","tool":"x"}""", "/tool")]
    [InlineData("""{"name":"r","kind":"queue_age","owner":"nobody"}""", "/owner")]
    [InlineData("""{"name":"r","kind":"queue_age","channels":["pager"]}""", "/channels/0")]
    [InlineData("""{"name":"r","kind":"queue_age","quiet_minutes":1}""", "/quiet_minutes")]
    [InlineData("""{"name":"r","kind":"queue_age","colour":"red"}""", "/colour")]
    public void What_is_wrong_is_named_at_its_place(string document, string pointer)
    {
        Assert.Null(AlertTerms.Parse(JsonElement.Parse(document), out var faults));
        Assert.Contains(faults, fault => fault.Pointer == pointer);
    }

    [Theory]
    [InlineData("https://example.com/r", true)]
    [InlineData("http://10.0.0.1:8080/r?x=y", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("https://user:pass@example.com/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("//example.com", false)]
    [InlineData("https://example.com/a b", false)]
    [InlineData("https://example.com/\"onclick=", false)]
    [InlineData("data:text/html,x", false)]
    public void A_runbook_is_an_address_that_may_be_linked_to(string text, bool isOne) => Assert.Equal(isOne, AlertTerms.IsRunbook(text));

    [Fact]
    public void Different_scopes_never_share_a_key()
    {
        string?[] names = [null, "", "a", "b", "-", "1:a", "a-b", "a\0b"];
        var keys = new HashSet<string>();
        var count = 0;
        foreach (var kind in (AlertKind[])[AlertKind.DenialSpike, AlertKind.ToolErrors])
            foreach (var agent in names)
                foreach (var tool in names)
                    foreach (var workflow in names)
                    {
                        keys.Add(new AlertScope(agent, tool, workflow).KeyOf(kind));
                        count++;
                    }

        Assert.Equal(count, keys.Count);
        Assert.All(keys, key => Assert.True(key.Length <= AlertLimits.GroupKeyLengthMax));
        Assert.NotEqual(new AlertScope("a").KeyOf(AlertKind.DenialSpike), new AlertScope("a").KeyOf(AlertKind.DenialSpike, new AlertRuleId(Guid.Empty)));
    }

    private static bool EqualTerms(AlertTerms left, AlertTerms right) => left.ToJson() == right.ToJson() && left.Scope == right.Scope;
}
