namespace AgentConsole.JsonSchema.Tests.Conformance;

/// <summary>Reads the suite that lies beside the tests.</summary>
public static class PublishedSuite
{
    private static readonly string root = Path.Combine(AppContext.BaseDirectory, "Suite");

    /// <summary>Every remote document under the address that the suite gives it.</summary>
    public static SchemaRegistry Remotes { get; } = new(Directory
        .EnumerateFiles(Path.Combine(root, "remotes"), "*.json", SearchOption.AllDirectories)
        .Select(file => KeyValuePair.Create("http://localhost:1234/" + Relative("remotes", file), Json.Parse(File.ReadAllText(file)))));

    /// <summary>The tests in one folder, without its sub-folders.</summary>
    public static IReadOnlyList<SuiteTest> In(string folder) =>
    [
        .. from path in Directory.EnumerateFiles(Path.Combine(root, "tests/draft2020-12", folder), "*.json").Order(StringComparer.Ordinal)
           from suite in Json.Parse(File.ReadAllText(path)).EnumerateArray()
           from test in suite.GetProperty("tests").EnumerateArray()
           select new SuiteTest(Relative("tests/draft2020-12", path), suite.GetProperty("description").GetString()!,
               test.GetProperty("description").GetString()!, suite.GetProperty("schema"), test.GetProperty("data"), test.GetProperty("valid").GetBoolean()),
    ];

    /// <summary>What went wrong in one test, or null: the quick and the collecting way must both give the published answer.</summary>
    public static string? Judge(SuiteTest test, bool assertFormats)
    {
        if (!CompiledSchema.TryCompile(test.Schema, new SchemaOptions { Registry = Remotes, AssertFormats = assertFormats }, out var schema, out var error))
        {
            return $"{test.Name}: {error.Code} at {error.SchemaPointer}: {error.Message}";
        }

        var quick = schema.IsValid(test.Data);
        var result = schema.Validate(test.Data);
        return quick == test.Valid && result.IsValid == test.Valid ? null : $"{test.Name}: expected {test.Valid}, quick {quick}, collecting {result.IsValid}";
    }

    private static string Relative(string folder, string file) => Path.GetRelativePath(Path.Combine(root, folder), file).Replace('\\', '/');
}
