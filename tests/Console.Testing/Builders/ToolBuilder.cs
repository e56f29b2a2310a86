using System.Text.Json.Nodes;
using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Testing.Builders;

/// <summary>Builds an accepted tool version: a reversible write on staging and production with an order and an amount.</summary>
public sealed class ToolBuilder(string name)
{
    private readonly JsonObject _document = new()
    {
        ["kind"] = "Tool",
        ["name"] = name,
        ["version"] = 1,
        ["side_effect"] = WireName.Of(SideEffect.Write),
        ["environments"] = new JsonArray("staging", "production"),
        ["input_schema"] = JsonNode.Parse("""
            {"type":"object","required":["order_id","amount"],"additionalProperties":false,
             "properties":{"order_id":{"type":"string"},"amount":{"type":["number","string"]},"email":{"type":"string"}}}
            """),
        ["sensitivity"] = new JsonArray(WireName.Of(Sensitivity.Money)),
        ["pointers"] = new JsonObject { ["money"] = "/amount", ["target"] = "/order_id", ["recipient"] = "/email" },
    };

    private SideEffect _sideEffect = SideEffect.Write;
    private int _version = 1;

    public ToolBuilder Version(int version)
    {
        _version = version;
        return With("version", version);
    }

    public ToolBuilder Doing(SideEffect sideEffect)
    {
        _sideEffect = sideEffect;
        return With("side_effect", WireName.Of(sideEffect));
    }

    public ToolBuilder Taking(string schemaJson) => With("input_schema", JsonNode.Parse(schemaJson));

    public ToolBuilder Previewed(string url) => With("preview",
        new JsonObject { ["method"] = "GET", ["url"] = url, ["select"] = new JsonObject { ["status"] = "/status" } });

    /// <summary>Any member of the <c>Tool</c> document.</summary>
    public ToolBuilder With(string member, JsonNode? value)
    {
        _document[member] = value;
        return this;
    }

    /// <summary>The <c>Tool</c> document as JSON.</summary>
    public string Document() => _document.ToJsonString();

    public ToolVersion Build()
    {
        var document = System.Text.Json.JsonElement.Parse(Document());
        return new()
        {
            Name = name,
            Version = _version,
            SideEffect = _sideEffect,
            Document = CanonicalJson.Text(document),
            ContractHash = Digest.Of(document),
            AcceptedAt = A.Moment,
            AcceptedBy = "server",
            IsCurrent = true,
        };
    }
}
