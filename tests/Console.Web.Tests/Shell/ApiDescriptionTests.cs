using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Testing;
using AgentConsole.Web.Tests.Access;
using Xunit;

namespace AgentConsole.Web.Tests.Shell;

public sealed class ApiDescriptionTests
{
    /// <summary>Set to anything, the file is written anew instead of being compared; the difference is then read in the commit.</summary>
    private const string Rewrite = "AGENTCONSOLE_REWRITE_OPENAPI";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_wire_is_what_the_repository_says_it_is()
    {
        var served = JsonNode.Parse((await DescriptionAsync()).GetRawText())!.ToJsonString(Readable).ReplaceLineEndings("\n") + "\n";
        var path = Repository.PathOf("docs", "api", "openapi.json");
        if (Environment.GetEnvironmentVariable(Rewrite) is { Length: > 0 }) await File.WriteAllTextAsync(path, served);

        Assert.Equal(await File.ReadAllTextAsync(path), served);
    }

    [Fact]
    public async Task Every_operation_says_who_may_call_it_what_it_reads_and_how_it_refuses()
    {
        var description = await DescriptionAsync();

        var lacking = new List<string>();
        foreach (var (name, operation) in Operations(description))
        {
            var row = AuthorizationMatrix.Rows[name];
            var schemes = operation.TryGetProperty("security", out var security)
                ? security.EnumerateArray().SelectMany(one => one.EnumerateObject()).Select(one => one.Name).ToList()
                : [];
            string[] expected = row switch
            {
                AuthorizationMatrix.Anyone => [],
                AuthorizationMatrix.AnyAgent => ["agent_key"],
                AuthorizationMatrix.AnyCaller => ["agent_key", "access_token", "session"],
                _ => ["access_token", "session"],
            };
            if (!schemes.SequenceEqual(expected)) lacking.Add($"{name}: security {string.Join(", ", schemes)}");
            if (!operation.GetProperty("responses").TryGetProperty("503", out var _)) lacking.Add($"{name}: 503");
            if (operation.TryGetProperty("requestBody", out var body) && !body.GetProperty("content").TryGetProperty("application/json", out var _)) lacking.Add($"{name}: body");
        }

        Assert.Empty(lacking);
        var propose = description.GetProperty("paths").GetProperty("/api/v1/proposals").GetProperty("post");
        var key = propose.GetProperty("parameters").EnumerateArray().Single(parameter => parameter.Text("name") == "Idempotency-Key");
        Assert.True(key.GetProperty("required").GetBoolean());
        Assert.Equal(["malformed", "args_not_canonical"], CodesOf(description, propose, 400).OrderDescending());
        Assert.Equal(["rate_limited", "retry_storm"], CodesOf(description, propose, 429));
    }

    // A body is described apart from where it is read; this holds the two together.
    [Theory]
    [InlineData("/api/v1/proposals")]
    [InlineData("/api/v1/proposals/{id}/decisions")]
    [InlineData("/api/v1/webhooks")]
    [InlineData("/api/v1/tokens")]
    [InlineData("/api/v1/users")]
    public async Task Every_member_that_is_described_is_read(string path)
    {
        var (console, agent, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        using var operators = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Olga", Enum.GetValues<Domain.Access.Role>())));
        var description = await console.Client().GetFromAsync(new("/openapi/v1.json", UriKind.Relative));
        var members = BodyOf(description, path).GetProperty("properties").EnumerateObject().Select(member => member.Name).ToList();
        Assert.NotEmpty(members);

        foreach (var member in members)
        {
            // Half a number is the wrong kind of value for each of them.
            using var content = new StringContent($$"""{"{{member}}":0.5}""", System.Text.Encoding.UTF8, "application/json");
            using var message = new HttpRequestMessage(HttpMethod.Post, path.Replace("{id}", "prp_00000000000000000000000000000000", StringComparison.Ordinal)) { Content = content };
            message.Headers.TryAddWithoutValidation("Idempotency-Key", "key-" + member);
            using var answer = await (path == "/api/v1/proposals" ? agent : operators).SendAsync(message);

            Assert.Equal(400, (int)answer.StatusCode);
            Assert.Contains("/" + member, (await answer.JsonAsync()).GetProperty("faults").EnumerateArray().Select(fault => fault.Text("pointer")));
        }
    }

    private static async Task<JsonElement> DescriptionAsync()
    {
        await using var console = await RunningConsole.StartAsync();
        return await console.Client().GetFromAsync(new("/openapi/v1.json", UriKind.Relative));
    }

    private static IEnumerable<(string Name, JsonElement Operation)> Operations(JsonElement description) =>
        from path in description.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where path.Name.StartsWith("/api/", StringComparison.Ordinal) || path.Name.StartsWith("/.well-known/", StringComparison.Ordinal)
        select ($"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value);

    private static IEnumerable<string?> CodesOf(JsonElement description, JsonElement operation, int status) =>
        Resolved(description, "responses", operation.GetProperty("responses").GetProperty($"{status}")).GetProperty("content")
            .GetProperty("application/problem+json").GetProperty("schema").GetProperty("properties").GetProperty("code").GetProperty("enum")
            .EnumerateArray().Select(code => code.GetString());

    private static JsonElement BodyOf(JsonElement description, string path) => Resolved(description, "schemas",
        description.GetProperty("paths").GetProperty(path).GetProperty("post").GetProperty("requestBody")
            .GetProperty("content").GetProperty("application/json").GetProperty("schema"));

    private static JsonElement Resolved(JsonElement description, string kind, JsonElement part) => part.Text("$ref") is { } reference
        ? description.GetProperty("components").GetProperty(kind).GetProperty(reference.Split('/')[^1])
        : part;
}
