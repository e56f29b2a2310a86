using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Domain.Agents;
using Xunit;

namespace AgentConsole.Domain.Tests.Agents;

public sealed class AgentDocumentTests
{
    private const string Whole = """
        {"kind":"Agent","name":"support-triage-v3","dri":"dri@example.com","deputy":"dep@example.com",
         "owners":{"security":"sec@example.com","sre":"sre@example.com","product":"pm@example.com","engineering":"eng@example.com"},
         "stage":"narrow_production_writes",
         "manifest":[{"tool":"billing.refund","environments":["production"],"arguments":{"properties":{"amount":{"maximum":500}}}}],
         "caps":{"per_run_usd":"2.00","per_day_usd":50}}
        """;

    [Fact]
    public void Reads_every_member()
    {
        var agent = AgentDocument.Parse(JsonElement.Parse(Whole), out var faults);

        Assert.Empty(faults);
        Assert.NotNull(agent);
        Assert.Equal(("support-triage-v3", "dri@example.com", "dep@example.com"), (agent.Name, agent.Dri, agent.Deputy));
        Assert.Equal(Stage.NarrowProductionWrites, agent.Stage);
        Assert.Equal(new AgentOwners("sec@example.com", "sre@example.com", "pm@example.com", "eng@example.com"), agent.Owners);
        Assert.Equal(new AgentCaps(2_000_000_000, 50_000_000_000), agent.Caps);
        var entry = Assert.Single(agent.Manifest.Entries);
        Assert.Equal(("billing.refund", "/manifest/0"), (entry.Tool, entry.Pointer));
        Assert.NotNull(entry.Arguments);
    }

    [Fact]
    public void Who_states_nothing_may_do_nothing()
    {
        var agent = AgentDocument.Parse(JsonElement.Parse("""{"name":"quiet"}"""), out _)!;

        Assert.Equal(Stage.Propose, agent.Stage);
        Assert.Empty(agent.Manifest.Entries);
        Assert.Null(agent.Dri);
    }

    [Theory]
    [InlineData("name", "\"a/b\"", "/name", "malformed")]
    [InlineData("name", "\"..\"", "/name", "malformed")]
    [InlineData("dri", "\"nobody\"", "/dri", "malformed")]
    [InlineData("dri", "\"a@b@c\"", "/dri", "malformed")]
    [InlineData("dri", "\"a @b.c\"", "/dri", "malformed")]
    [InlineData("stage", "\"Autonomous\"", "/stage", "unknown_value")]
    [InlineData("stage", "4", "/stage", "unknown_value")]
    [InlineData("owners", "{\"securty\":\"a@b.c\"}", "/owners/securty", "unknown_member")]
    [InlineData("manifest", "{}", "/manifest", "type")]
    [InlineData("manifest", "[{\"tool\":\"x\"}]", "/manifest/0/environments", "required")]
    [InlineData("manifest", "[{\"tool\":\"x\",\"environments\":[]}]", "/manifest/0/environments", "empty")]
    [InlineData("manifest", "[{\"tool\":\"x\",\"environments\":[\"dev\"],\"argumnets\":{}}]", "/manifest/0/argumnets", "unknown_member")]
    [InlineData("manifest", "[{\"tool\":\"x\",\"environments\":[\"dev\"],\"arguments\":false}]", "/manifest/0/arguments", "type")]
    [InlineData("manifest", "[{\"tool\":\"x\",\"environments\":[\"dev\"]},{\"tool\":\"x\",\"environments\":[\"qa\",\"dev\"]}]", "/manifest/1", "duplicate")]
    [InlineData("caps", "{\"per_run_usd\":\"-1\"}", "/caps/per_run_usd", "malformed")]
    [InlineData("caps", "{\"per_run_usd\":\"1,000\"}", "/caps/per_run_usd", "malformed")]
    [InlineData("caps", "{\"per_run_usd\":\"0.0000000001\"}", "/caps/per_run_usd", "malformed")]
    [InlineData("caps", "{\"per_week_usd\":\"1\"}", "/caps/per_week_usd", "unknown_member")]
    [InlineData("kind", "\"Tool\"", "/kind", "unknown_value")]
    [InlineData("api_key", "\"x\"", "/api_key", "unknown_member")]
    public void Names_what_is_wrong_and_where(string member, string json, string pointer, string code)
    {
        var document = JsonNode.Parse(Whole)!.AsObject();
        document[member] = JsonNode.Parse(json);

        Assert.Null(AgentDocument.Parse(JsonElement.Parse(document.ToJsonString()), out var faults));
        Assert.Contains(faults, fault => fault.Pointer == pointer && fault.Code == code);
    }

    [Fact]
    public void A_manifest_has_a_bound()
    {
        var entries = string.Join(',', Enumerable.Range(0, AgentLimits.ManifestEntriesMax + 1)
            .Select(number => $$"""{"tool":"t{{number}}","environments":["dev"]}"""));

        Assert.Null(Manifest.Parse(JsonElement.Parse($"[{entries}]"), "/manifest", out var faults));
        Assert.Equal("too_many", Assert.Single(faults).Code);
    }
}
