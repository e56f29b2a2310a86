using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AgentConsole.JsonSchema;

namespace AgentConsole.Bench;

/// <summary>Validates 1 kB of arguments against a contract of 40 properties, compiled once, on one core.</summary>
internal static class SchemaBench
{
    private const double TargetPerSecond = 200_000;
    private const int Properties = 40;

    public static Task<string> RunAsync(BenchOptions options)
    {
        using var schemaText = JsonDocument.Parse(SchemaText());
        using var arguments = JsonDocument.Parse(ArgumentsText());
        var schema = CompiledSchema.Compile(schemaText.RootElement);
        var instance = arguments.RootElement;
        if (!schema.IsValid(instance)) throw new InvalidOperationException("The arguments of the benchmark do not fit its schema.");

        // A: only walk the same document, so that machine speed divides out. B: validate it.
        var walks = new List<double>();
        var validations = new List<double>();
        for (var round = 0; round <= options.Rounds; round++)
        {
            var walk = PerSecond(() => Walk(instance), options.Seconds);
            var validate = PerSecond(() => schema.IsValid(instance), options.Seconds);
            if (round == 0) continue;
            walks.Add(walk);
            validations.Add(validate);
        }

        var perSecond = Median(validations);
        return Task.FromResult(JsonSerializer.Serialize(new
        {
            bench = "schema",
            per_second = Math.Round(perSecond),
            walk_per_second = Math.Round(Median(walks)),
            ratio_to_walk = Math.Round(perSecond / Median(walks), 3),
            target = TargetPerSecond,
            ratio_to_target = Math.Round(perSecond / TargetPerSecond, 2),
            setup = new { bytes = Encoding.UTF8.GetByteCount(ArgumentsText()), properties = Properties, rounds = options.Rounds, seconds = options.Seconds, processors = Environment.ProcessorCount },
        }));
    }

    private static double PerSecond(Func<bool> work, int seconds)
    {
        var watch = Stopwatch.StartNew();
        long done = 0;
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            for (var i = 0; i < 1_000; i++) work();
            done += 1_000;
        }

        return done / watch.Elapsed.TotalSeconds;
    }

    private static bool Walk(JsonElement element)
    {
        foreach (var member in element.EnumerateObject())
            if (member.Value.ValueKind == JsonValueKind.Undefined) return false;
        return true;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string SchemaText()
    {
        var properties = Enumerable.Range(0, Properties).Select(i => (i % 4) switch
        {
            0 => $"\"field_{i}\":{{\"type\":\"string\",\"minLength\":1,\"maxLength\":64}}",
            1 => $"\"field_{i}\":{{\"type\":\"number\",\"minimum\":0,\"maximum\":100000}}",
            2 => $"\"field_{i}\":{{\"enum\":[\"open\",\"closed\",\"waiting\"]}}",
            _ => $"\"field_{i}\":{{\"type\":\"array\",\"items\":{{\"type\":\"integer\"}},\"maxItems\":8}}",
        });
        var required = string.Join(',', Enumerable.Range(0, Properties / 2).Select(i => $"\"field_{i}\""));
        return $"{{\"type\":\"object\",\"additionalProperties\":false,\"required\":[{required}],\"properties\":{{{string.Join(',', properties)}}}}}";
    }

    private static string ArgumentsText()
    {
        var members = Enumerable.Range(0, Properties).Select(i => (i % 4) switch
        {
            0 => $"\"field_{i}\":\"a text of some length {i}\"",
            1 => string.Create(CultureInfo.InvariantCulture, $"\"field_{i}\":{i}.25"),
            2 => $"\"field_{i}\":\"waiting\"",
            _ => $"\"field_{i}\":[1,2,{i}]",
        });
        return "{" + string.Join(',', members) + "}";
    }
}
