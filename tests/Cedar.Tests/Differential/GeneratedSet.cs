using System.Globalization;
using System.Text.Json.Nodes;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Tests.Differential;

/// <summary>A made-up policy set as text: policies, templates and links, with entities to decide about.</summary>
public sealed record GeneratedSet(IReadOnlyDictionary<string, string> Policies, IReadOnlyDictionary<string, string> Templates, JsonArray Links, JsonArray Entities)
{
    public static GeneratedSet Make(Random random)
    {
        var writer = new PolicyWriter(random);
        var world = new World(random);
        var policies = Enumerable.Range(0, random.Next(1, 13)).ToDictionary(at => Id('p', at), _ => writer.Policy(isTemplate: false));
        var templates = Enumerable.Range(0, random.Next(3)).ToDictionary(at => Id('t', at), _ => writer.Policy(isTemplate: true));
        var links = new JsonArray();
        foreach (var (id, text) in templates)
        {
            for (var at = random.Next(3); at > 0; at--)
            {
                var values = new JsonObject();
                foreach (var slot in (string[])["?principal", "?resource"])
                {
                    if (text.Contains(slot, StringComparison.Ordinal)) values[slot] = world.AnyUid();
                }

                links.Add(new JsonObject { ["templateId"] = id, ["newId"] = $"{id}-{at}", ["values"] = values });
            }
        }

        return new(policies, templates, links, world.Entities());
    }

    public JsonObject AsJson() => new()
    {
        ["staticPolicies"] = Texts(Policies),
        ["templates"] = Texts(Templates),
        ["templateLinks"] = Links.DeepClone(),
    };

    public PolicySet Build() => PolicySet
        .Of(Policies.Concat(Templates).Select(pair => PolicySet.Empty.With(CedarText.Read(pair.Value).All.Single(), pair.Key).All.Single()))
        .Link([.. Links.Select(link => new TemplateLink(
            link!["templateId"]!.GetValue<string>(),
            link["newId"]!.GetValue<string>(),
            Uid(link["values"]!["?principal"]),
            Uid(link["values"]!["?resource"])))]);

    private static EntityUid? Uid(JsonNode? json) => json is null ? null : new(json["type"]!.GetValue<string>(), json["id"]!.GetValue<string>());

    private static JsonObject Texts(IReadOnlyDictionary<string, string> texts) => new(texts.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));

    private static string Id(char kind, int at) => string.Create(CultureInfo.InvariantCulture, $"{kind}{at}");
}
