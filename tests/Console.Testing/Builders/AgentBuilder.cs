using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Testing.Builders;

/// <summary>Builds a registered agent with a DRI that may use <c>billing.refund</c> in staging and production.</summary>
public sealed class AgentBuilder(string name)
{
    private readonly JsonObject _document = new()
    {
        ["kind"] = "Agent",
        ["name"] = name,
        ["dri"] = "dri@example.com",
        ["stage"] = WireName.Of(Domain.Agents.Stage.NarrowProductionWrites),
    };

    private readonly JsonArray _manifest = [];
    private Stage _stage = Domain.Agents.Stage.NarrowProductionWrites;
    private PersonId? _registeredBy;

    public AgentBuilder Stage(Stage stage)
    {
        _stage = stage;
        _document["stage"] = WireName.Of(stage);
        return this;
    }

    /// <summary>In its document; the row that <see cref="Build"/> makes keeps its own.</summary>
    public AgentBuilder AnsweredForBy(string dri, string? deputy = null)
    {
        (_document["dri"], _document["deputy"]) = (dri, deputy);
        return this;
    }

    public AgentBuilder RegisteredBy(Caller.Person person)
    {
        _registeredBy = person.Id;
        return this;
    }

    /// <summary>What it may spend, in US dollars.</summary>
    public AgentBuilder Capped(string? perRun = null, string? perDay = null)
    {
        _document["caps"] = new JsonObject { ["per_run_usd"] = perRun, ["per_day_usd"] = perDay };
        return this;
    }

    /// <summary>One line of the manifest; the first call replaces the one that stands by default.</summary>
    public AgentBuilder MayUse(string tool, string? argumentsSchemaJson = null, params string[] environments)
    {
        var line = new JsonObject
        {
            ["tool"] = tool,
            ["environments"] = new JsonArray([.. (environments.Length == 0 ? ["staging", "production"] : environments).Select(each => (JsonNode)each)]),
        };
        if (argumentsSchemaJson is not null) line["arguments"] = JsonNode.Parse(argumentsSchemaJson);
        _manifest.Add(line);
        return this;
    }

    /// <summary>The <c>Agent</c> document as JSON.</summary>
    public string Document()
    {
        if (_manifest.Count == 0) MayUse("billing.refund");
        _document["manifest"] ??= _manifest;
        return _document.ToJsonString();
    }

    public Agent Build()
    {
        var document = JsonElement.Parse(Document());
        return new()
        {
            Name = name,
            Dri = "dri@example.com",
            Stage = _stage,
            Document = CanonicalJson.Text(document),
            DocumentHash = Digest.Of(document),
            RegisteredBy = _registeredBy,
            RegisteredAt = A.Moment,
            ChangedAt = A.Moment,
        };
    }
}
