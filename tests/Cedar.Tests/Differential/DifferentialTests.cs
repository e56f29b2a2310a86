using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Cedar.Schemas;
using AgentConsole.Cedar.Tests.Conformance;
using AgentConsole.Cedar.Values;
using Xunit;

namespace AgentConsole.Cedar.Tests.Differential;

/// <summary>Compares the engine with the reference implementation on what the corpus lacks: templates and links, unless, many policies, printing.</summary>
public class DifferentialTests(CedarOracle oracle, ITestOutputHelper output) : IClassFixture<CedarOracle>
{
    private const int SetsCount = 1_000;
    private const int QueriesPerSet = 13;

    private static readonly int _seed = int.TryParse(Environment.GetEnvironmentVariable("CEDAR_DIFFERENTIAL_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : 20_260_701;

    [Fact]
    public async Task Generated_sets_decide_print_and_translate_like_the_reference()
    {
        oracle.Require();
        output.WriteLine($"Seed {_seed}; set CEDAR_DIFFERENTIAL_SEED for another one.");
        var random = new Random(_seed);
        int decisions = 0, roundTrips = 0, allowed = 0, errors = 0;
        for (var at = 0; at < SetsCount; at++)
        {
            var set = GeneratedSet.Make(random);
            var question = new JsonObject
            {
                ["verb"] = "decide",
                ["policies"] = set.AsJson(),
                ["entities"] = set.Entities.DeepClone(),
                ["queries"] = new JsonArray([.. Enumerable.Range(0, QueriesPerSet).Select(_ => new World(random).Query())]),
            };
            var policies = set.Build();
            question["printed"] = new JsonObject(policies.Policies.Where(policy => policy.TemplateId is null).Select(policy => KeyValuePair.Create(policy.Id, (JsonNode?)policy.ToString())));
            question["printedTemplates"] = new JsonObject(policies.Templates.Select(policy => KeyValuePair.Create(policy.Id, (JsonNode?)policy.ToString())));

            var answer = (await oracle.AskAsync(question))!.AsObject();

            var where = $"Set {at} of seed {_seed}:\n{policies}";
            Assert.False(answer.ContainsKey("failure") || answer.ContainsKey("crash"), $"{where}\n{answer.ToJsonString()}");
            var entities = CedarJson.ReadEntities(set.Entities.ToJsonString());
            var compiled = policies.Compile();
            foreach (var (query, wanted) in question["queries"]!.AsArray().Zip(answer["answers"]!.AsArray()))
            {
                var found = compiled.Authorize(QueryOf(query!), entities);
                Assert.True(IsSame(found, wanted!), $"{where}\n{query!.ToJsonString()}\nwanted {wanted!.ToJsonString()}\nfound {found} {string.Join(", ", found.Reasons)} {string.Join(", ", found.Errors)}\n{set.Entities.ToJsonString()}");
                decisions++;
                if (found.IsAllowed) allowed++;
                errors += found.Errors.Count;
            }

            foreach (var policy in policies.All.Where(policy => policy.TemplateId is null))
            {
                AssertRoundTrip(policy, answer, where);
                roundTrips++;
            }

            var set2 = CedarJson.ReadPolicySet(CedarJson.Write(policies));
            Assert.Equal(CedarJson.Write(policies), CedarJson.Write(set2));
        }

        output.WriteLine($"{decisions} decisions ({allowed} allowed, {errors} policy errors) and {roundTrips} policies written and read.");
        Assert.True(decisions + roundTrips >= 20_000, $"{decisions} + {roundTrips}");
        // A generator that only makes errors, or only refusals, would prove little.
        Assert.InRange(allowed, decisions / 10, decisions * 9 / 10);
    }

    [Fact]
    public async Task Broken_text_is_refused_exactly_where_the_reference_refuses_it()
    {
        oracle.Require();
        var random = new Random(_seed);
        var writer = new PolicyWriter(random);
        for (var batch = 0; batch < 20; batch++)
        {
            var texts = Enumerable.Range(0, 200).Select(_ => Mutation.Of(writer.Policy(isTemplate: random.Next(4) == 0), random)).ToArray();

            var answer = (await oracle.AskAsync(new() { ["verb"] = "accept", ["texts"] = new JsonArray([.. texts.Select(text => (JsonNode)text)]) }))!.AsArray();

            foreach (var (text, wanted) in texts.Zip(answer))
            {
                var reading = CedarText.Parse(text);
                var refusal = wanted!.GetValue<string>();
                Assert.True(reading.IsRead == (refusal.Length == 0), $"Seed {_seed}: {text}\nreference: {refusal}\nhere: {string.Join("; ", reading.Faults)}");
            }
        }
    }

    [Fact]
    public async Task Schemas_that_the_reference_writes_as_json_judge_as_their_text_does()
    {
        oracle.Require();
        var tests = Corpus.Tests.Where((_, at) => at % 40 == 0).ToArray();

        var answer = (await oracle.AskAsync(new() { ["verb"] = "schemaToJson", ["schemas"] = new JsonArray([.. tests.Select(test => (JsonNode)test.Schema)]) }))!.AsArray();

        foreach (var (test, json) in tests.Zip(answer))
        {
            var schema = CedarSchema.ReadJson(json!.ToJsonString());
            Assert.Equal(test.ShouldValidate, schema.Validate(CedarText.Read(test.Policies)).IsValid);
            Assert.Empty(schema.ValidateEntities(CedarJson.ReadEntities(test.Entities, schema)));
        }
    }

    [Fact]
    public async Task The_validator_judges_generated_policies_like_the_reference()
    {
        oracle.Require();
        var random = new Random(_seed);
        var writer = new PolicyWriter(random);
        var schema = CedarSchema.Read(World.Schema);
        var valid = 0;
        for (var batch = 0; batch < 5; batch++)
        {
            // A template would need a set; its scope is checked in the tests of the schema.
            var texts = Enumerable.Range(0, 200).Select(_ => $"permit(principal, {(random.Next(2) == 0 ? "action" : "action == Action::\"view\"")}, resource) when {{ {writer.Bool(random.Next(1, 4))} }};").ToArray();

            var answer = (await oracle.AskAsync(new() { ["verb"] = "validate", ["schema"] = World.Schema, ["policies"] = new JsonArray([.. texts.Select(text => (JsonNode)text)]) }))!.AsArray();

            foreach (var (text, wanted) in texts.Zip(answer))
            {
                var check = schema.Validate(CedarText.Read(text));
                Assert.True(check.IsValid == (wanted!.AsArray().Count == 0), $"Seed {_seed}: {text}\nreference: {wanted.ToJsonString()}\nhere: {string.Join("; ", check.Errors)}");
                if (check.IsValid) valid++;
            }
        }

        output.WriteLine($"{valid} of 1000 policies are valid.");
        Assert.InRange(valid, 100, 900);
    }

    [Fact]
    public async Task Spoiled_schemas_are_refused_exactly_where_the_reference_refuses_them()
    {
        oracle.Require();
        var random = new Random(_seed);
        var texts = Enumerable.Range(0, 2_000).Select(_ => Mutation.Of(World.Schema, random)).ToArray();

        var answer = (await oracle.AskAsync(new() { ["verb"] = "acceptSchemas", ["texts"] = new JsonArray([.. texts.Select(text => (JsonNode)text)]) }))!.AsArray();

        foreach (var (text, wanted) in texts.Zip(answer))
        {
            var reading = CedarSchema.Parse(text);
            var refusal = wanted!.GetValue<string>();
            Assert.True(reading.IsRead == (refusal.Length == 0), $"Seed {_seed}: {text}\nreference: {refusal}\nhere: {string.Join("; ", reading.Faults)}");
        }
    }

    private static void AssertRoundTrip(CedarPolicy policy, JsonObject answer, string where)
    {
        var json = CedarJson.Write(policy);
        var reread = CedarText.Read(policy.ToString()).All.Single();
        Assert.Equal(json, CedarJson.Write(reread));
        Assert.Equal(json, CedarJson.Write(CedarJson.ReadPolicy(json, policy.Id)));
        var mine = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = 1_000 });
        Assert.True(JsonNode.DeepEquals(mine, answer["json"]![policy.Id]), $"{where}\n{policy.Text}\n{json}\n{answer["json"]![policy.Id]?.ToJsonString()}");
        Assert.True(JsonNode.DeepEquals(mine, answer["printedJson"]![policy.Id]), $"{where}\n{policy}\n{json}\n{answer["printedJson"]![policy.Id]?.ToJsonString()}");
    }

    private static CedarQuery QueryOf(JsonNode query)
    {
        EntityUid Uid(string name) => new(query[name]!["type"]!.GetValue<string>(), query[name]!["id"]!.GetValue<string>());
        return new(Uid("principal"), Uid("action"), Uid("resource"), CedarJson.ReadContext(JsonSerializer.SerializeToElement(query["context"])));
    }

    private static bool IsSame(CedarAnswer found, JsonNode wanted) =>
        found.IsAllowed == (wanted["decision"]?.GetValue<string>() == "allow")
        && wanted["reasons"]!.AsArray().Select(id => id!.GetValue<string>()).ToHashSet(StringComparer.Ordinal).SetEquals(found.Reasons)
        && wanted["errors"]!.AsArray().Select(id => id!.GetValue<string>()).ToHashSet(StringComparer.Ordinal).SetEquals(found.Errors.Select(error => error.PolicyId));
}
