using AgentConsole.Domain.Access;
using AgentConsole.Testing;
using AgentConsole.Web.Shell;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace AgentConsole.E2E.Fixtures;

/// <summary>
/// What most flows start from: the refund tool, the agent <c>support</c> with a key in production, the reviewers Rita and Sam, who may also
/// read the ledger, Vera and Wim of role security. Made once through the product's own handlers, then copied.
/// </summary>
public static class Scene
{
    private const string DeleteTool = """
        {"kind":"Tool","name":"crm.deleteAccount","version":1,"side_effect":"irreversible","environments":["production"],
         "input_schema":{"type":"object","required":["account"],"properties":{"account":{"type":"string"}}},
         "sensitivity":["money","secrets","infrastructure","personal_data","external"],"pointers":{"target":"/account"}}
        """;

    private static readonly Lazy<Task<string>> Made = new(MakeAsync);

    public static ScenePerson Rita { get; private set; } = null!;

    public static ScenePerson Sam { get; private set; } = null!;

    public static ScenePerson Vera { get; private set; } = null!;

    public static ScenePerson Wim { get; private set; } = null!;

    /// <summary>The secret of the agent's key.</summary>
    public static string AgentKey { get; private set; } = "";

    /// <summary>The secret of the agent <c>janitor</c>, whose only tool deletes accounts at high risk.</summary>
    public static string JanitorKey { get; private set; } = "";

    public static async Task CopyToAsync(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(await Made.Value)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
    }

    private static async Task<string> MakeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("agentconsole-scene-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        await using var app = await ConsoleHost.BuildAsync(new ServeOptions("http://127.0.0.1:0", folder), builder => builder.Logging.ClearProviders());
        await app.StartAsync();
        var seed = new Seed(app.Services);
        await seed.ToolAsync(Seed.RefundTool);
        await seed.AgentAsync("support", limits: """{"properties":{"amount":{"maximum":500}}}""");
        AgentKey = await seed.KeyAsync("support");
        await seed.ToolAsync(DeleteTool);
        await seed.AgentAsync("janitor", "crm.deleteAccount");
        JanitorKey = await seed.KeyAsync("janitor");
        Rita = await PersonAsync(seed, "Rita", Role.Reviewer, Role.Auditor);
        Sam = await PersonAsync(seed, "Sam", Role.Reviewer, Role.Auditor);
        Vera = await PersonAsync(seed, "Vera", Role.Security);
        Wim = await PersonAsync(seed, "Wim", Role.Security);
        await app.StopAsync();
        SqliteConnection.ClearAllPools();
        return folder;
    }

    private static async Task<ScenePerson> PersonAsync(Seed seed, string name, params Role[] roles)
    {
        var id = await seed.PersonAsync(name, roles);
        return new(name, Seed.EmailOf(name), Seed.PasswordOf(name), await seed.TokenAsync(id));
    }
}
