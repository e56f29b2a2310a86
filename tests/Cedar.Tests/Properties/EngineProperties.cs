using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AgentConsole.Cedar.Entities;
using AgentConsole.Cedar.Tests.Differential;
using AgentConsole.Cedar.Values;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Cedar.Tests.Properties;

public class EngineProperties
{
    private static readonly CedarQuery _query = new(new("User", "alice"), new("Action", "view"), new("Doc", "d1"));

    [Fact]
    public void Any_text_is_read_or_refused() => Run(ArbMap.Default.GeneratorFor<string>(), text =>
    {
        var reading = CedarText.Parse(text ?? "");
        return reading.IsRead == (reading.Faults.Count == 0);
    });

    [Fact]
    public void Spoiled_policies_are_refused_at_a_place_in_the_text_or_mean_what_they_print() => Run(Gen.Choose(0, int.MaxValue - 1), seed =>
    {
        var random = new Random(seed);
        var text = Mutation.Of(new PolicyWriter(random).Policy(isTemplate: random.Next(4) == 0), random);
        var reading = CedarText.Parse(text);
        return reading.IsRead
            ? CedarJson.Write(reading.PolicySet) == CedarJson.Write(CedarText.Read(reading.PolicySet.ToString()))
            : reading.Faults.All(fault => fault.Span.Line > 0 && fault.Span.Offset >= 0 && fault.Span.Offset + fault.Span.Length <= text.Length);
    });

    [Fact]
    public void The_index_finds_what_asking_each_policy_alone_finds() => Run(Gen.Choose(0, int.MaxValue - 1), seed =>
    {
        var random = new Random(seed);
        var set = GeneratedSet.Make(random).Build();
        var world = new World(random);
        var entities = CedarJson.ReadEntities(world.Entities().ToJsonString());
        var query = QueryOf(world.Query());

        var together = set.Compile().Authorize(query, entities);
        var alone = set.Policies.Select(policy => (policy.Effect, Answer: PolicySet.Of([policy]).Compile().Authorize(query, entities))).ToList();

        var forbids = alone.Where(one => one.Effect == PolicyEffect.Forbid).SelectMany(one => one.Answer.Reasons).ToList();
        var permits = alone.Where(one => one.Effect == PolicyEffect.Permit).SelectMany(one => one.Answer.Reasons).ToList();
        return together.IsAllowed == (forbids.Count == 0 && permits.Count > 0)
            && together.Reasons.SequenceEqual(forbids.Count > 0 ? forbids : permits)
            && together.Errors.SequenceEqual(alone.SelectMany(one => one.Answer.Errors));
    });

    [Fact]
    public void Like_agrees_with_a_regular_expression()
    {
        var letters = Gen.Elements('a', 'b', '*').ListOf().Select(list => new string([.. list]));
        Run(letters.Zip(Gen.Elements('a', 'b').ListOf().Select(list => new string([.. list]))), pair =>
        {
            var (pattern, text) = pair;
            var expression = $"^{pattern.Replace("*", ".*", StringComparison.Ordinal)}$";
            return Holds($"\"{text}\" like \"{pattern}\"") == Regex.IsMatch(text, expression);
        });
    }

    [Fact]
    public void Arithmetic_agrees_with_128_bits_or_is_an_error()
    {
        var number = Gen.OneOf(ArbMap.Default.GeneratorFor<long>(), Gen.Elements(long.MaxValue, long.MinValue, -1L, 0L, 1L, int.MaxValue, int.MinValue));
        Run(Gen.Zip(number, number), pair =>
        {
            var (a, b) = pair;
            return ((string Op, Int128 Result)[])[("+", (Int128)a + b), ("-", (Int128)a - b), ("*", (Int128)a * b)] is var all && Array.TrueForAll(all, one =>
                one.Result < long.MinValue || one.Result > long.MaxValue
                    ? Answer($"({a}) {one.Op} ({b}) == 0").Errors.Count == 1
                    : Holds(string.Create(CultureInfo.InvariantCulture, $"({a}) {one.Op} ({b}) == ({one.Result})")));
        });
    }

    [Fact]
    public void Every_value_is_what_its_text_and_its_json_say() => Run(Values(2), value =>
    {
        var entities = EntityStore.Of(new CedarEntity(_query.Principal, CedarRecord.Of(("value", value))));
        using var json = System.Text.Json.JsonDocument.Parse(CedarJson.Write(value));
        return CedarText.Read(Policy($"principal.value == {value}")).Compile().Authorize(_query, entities).IsAllowed && CedarJson.ReadValue(json.RootElement) == value;
    });

    [Fact]
    public void Ranges_agree_with_the_base_library()
    {
        var address = ArbMap.Default.GeneratorFor<int>().Select(bits => new IPAddress(unchecked((uint)bits)));
        Run(Gen.Zip(address, Gen.Zip(address, Gen.Choose(0, 32))), pair =>
        {
            var (one, (network, prefix)) = pair;
            var mask = prefix == 0 ? 0u : uint.MaxValue << (32 - prefix);
            var start = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(network.GetAddressBytes()) & mask;
            var range = new IPNetwork(new IPAddress(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(start)), prefix);
            return Holds($"ip(\"{one}\").isInRange(ip(\"{network}/{prefix}\"))") == range.Contains(one);
        });
    }

    [Fact]
    public void Instants_agree_with_the_base_library() => Run(Gen.Choose(-2_000_000_000, 2_000_000_000).Zip(Gen.Choose(0, 999)), pair =>
    {
        var instant = DateTimeOffset.FromUnixTimeSeconds(pair.Item1).AddMilliseconds(pair.Item2);
        return CedarValue.DateTime(instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)) == CedarValue.DateTime(instant)
            && CedarValue.DateTime(instant.ToOffset(TimeSpan.FromMinutes(-90)).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'-0130'", CultureInfo.InvariantCulture)) == CedarValue.DateTime(instant);
    });

    private static Gen<CedarValue> Values(int depth)
    {
        var text = ArbMap.Default.GeneratorFor<string>().Select(raw => new string([.. (raw ?? "").Where(c => !char.IsSurrogate(c))]));
        var plain = Gen.OneOf(
            ArbMap.Default.GeneratorFor<bool>().Select(CedarValue.Bool),
            ArbMap.Default.GeneratorFor<long>().Select(CedarValue.Long),
            text.Select(CedarValue.String),
            text.Select(id => CedarValue.Entity("App::User", id)),
            ArbMap.Default.GeneratorFor<long>().Select(CedarValue.DecimalUnits),
            Gen.OneOf(ArbMap.Default.GeneratorFor<long>(), Gen.Choose(int.MinValue, int.MaxValue).Select(part => part * 40_000L), Gen.Constant(long.MinValue), Gen.Constant(-62_167_219_200_000L)).Select(CedarValue.DateTimeMilliseconds),
            ArbMap.Default.GeneratorFor<long>().Select(CedarValue.DurationMilliseconds),
            Gen.Elements("10.0.0.1", "10.0.0.0/8", "::1", "ff00::/8", "::ffff:1", "1:2:3:4:5:6:7:8/64").Select(CedarValue.IpAddress));
        if (depth == 0) return plain;
        var inner = Values(depth - 1);
        return Gen.OneOf(plain, inner.ListOf().Select(list => CedarValue.Set(list)), text.Zip(inner).ListOf().Select(list => CedarValue.Record(list.DistinctBy(pair => pair.Item1).Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2)))));
    }

    private static bool Holds(string condition) => Answer(condition).IsAllowed;

    private static CedarAnswer Answer(string condition) => CedarText.Read(Policy(condition)).Compile().Authorize(_query, EntityStore.Empty);

    private static string Policy(string condition) => $"permit(principal, action, resource) when {{ {condition} }};";

    private static CedarQuery QueryOf(System.Text.Json.Nodes.JsonObject query)
    {
        EntityUid Uid(string name) => new(query[name]!["type"]!.GetValue<string>(), query[name]!["id"]!.GetValue<string>());
        return new(Uid("principal"), Uid("action"), Uid("resource"), CedarJson.ReadContext(System.Text.Json.JsonSerializer.SerializeToElement(query["context"])));
    }

    private static void Run<T>(Gen<T> generator, Func<T, bool> holds) => Prop.ForAll(generator.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
