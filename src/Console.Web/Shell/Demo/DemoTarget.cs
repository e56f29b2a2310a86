using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Web.Shell.Outside;
using Microsoft.AspNetCore.Connections;

namespace AgentConsole.Web.Shell.Demo;

/// <summary>
/// The service that the demo's tools belong to, on a loopback port of its own: shows its state for previews, and acts only
/// for whoever brings a grant, which it redeems at the console first, or for the console itself, which alone knows its secret.
/// </summary>
internal sealed class DemoTarget : IAsyncDisposable
{
    public const string GrantHeader = "Agent-Grant";

    /// <summary>Where a schedule of the console starts an agent's run.</summary>
    public const string StartPath = "/agents/start";

    /// <summary>Where the sample documents expect it; another port is taken where this one is in use.</summary>
    private const int UsualPort = 5081;
    private const int HooksFailEvery = 4;
    private const int OperationsKeptMax = 1_000;

    private readonly DemoWorld _world = new();
    private readonly HashSet<string> _hooksFailed = [];
    private readonly Dictionary<string, (JsonObject? State, string? Fault)> _operations = [];
    private readonly Lock _gate = new();
    private readonly WebApplication _app;
    private int _hooks;
    private bool _isLineBroken;

    private DemoTarget(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddRoutingCore();
        _app = builder.Build();
        _app.MapGet("/{collection}/{id}", Show);
        _app.MapPost("/tools/{tool}", ActAsync);
        _app.MapPost("/operations/{tool}", OperateAsync);
        _app.MapPost("/trials/{tool}", TryAsync);
        _app.MapPost("/hooks/decisions", Hear);
        _app.MapPost(StartPath, () => Results.Accepted());
    }

    /// <summary>The address as the sample documents spell it.</summary>
    public static string UsualAddress { get; } = $"http://127.0.0.1:{UsualPort}";

    public string Address => _app.Urls.Single();

    /// <summary>What the console brings where it acts itself; nobody does while there is none.</summary>
    public string? Secret { get; set; }

    /// <summary>The console at which grants are redeemed.</summary>
    public ConsoleClient? Redeemer { get; set; }

    public static async Task<DemoTarget> StartAsync(CancellationToken cancellation)
    {
        var target = new DemoTarget(UsualPort);
        try
        {
            await target._app.StartAsync(cancellation);
            return target;
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException or SocketException)
        {
            await target.DisposeAsync();
        }

        target = new DemoTarget(0);
        await target._app.StartAsync(cancellation);
        return target;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private IResult Show(string collection, string id) =>
        _world.Find(collection, id) is { } thing ? Results.Content(thing, "application/json") : Results.NotFound();

    private async Task<IResult> ActAsync(HttpContext context, string tool, CancellationToken cancellation)
    {
        if (Redeemer is not { } redeemer) return Refusal(StatusCodes.Status503ServiceUnavailable, "starting", "The console is not there yet.");
        if (context.Request.Headers[GrantHeader] is not [{ } grant]) return Refusal(StatusCodes.Status401Unauthorized, "grant_needed", "Nothing is done without a grant.");
        using var args = await JsonDocument.ParseAsync(context.Request.Body, default, cancellation);

        var redeemed = await redeemer.RedeemAsync(grant, args.RootElement, cancellation);
        if (!redeemed.IsSuccess) return Refusal(StatusCodes.Status403Forbidden, redeemed.Code, redeemed.Text("detail") ?? "The grant was refused.");
        if (redeemed.Text("tool") != tool) return Refusal(StatusCodes.Status403Forbidden, "other_tool", "The grant is for another tool.");

        return Answer(_world.Do(tool, args.RootElement));
    }

    /// <summary>The same for the console, once for each key. The line breaks once, after a restart was done: whoever asked for it cannot know.</summary>
    private async Task<IResult> OperateAsync(HttpContext context, string tool, CancellationToken cancellation)
    {
        if (Secret is null || context.Request.Headers.Authorization != "Bearer " + Secret)
            return Refusal(StatusCodes.Status401Unauthorized, "secret_needed", "Only the console acts here.");
        using var args = await JsonDocument.ParseAsync(context.Request.Body, default, cancellation);
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        bool isBreaking;
        (JsonObject? State, string? Fault) done;
        lock (_gate)
        {
            if (_operations.Count >= OperationsKeptMax) _operations.Clear();
            if (!_operations.TryGetValue(key, out done)) _operations[key] = done = _world.Do(tool, args.RootElement);
            isBreaking = tool == "servers.restart" && !_isLineBroken;
            _isLineBroken |= isBreaking;
        }

        if (isBreaking) context.Abort();
        return Answer(done);
    }

    /// <summary>What would come of it; changes nothing, so needs no grant.</summary>
    private async Task<IResult> TryAsync(HttpContext context, string tool, CancellationToken cancellation)
    {
        using var args = await JsonDocument.ParseAsync(context.Request.Body, default, cancellation);
        return Answer(_world.Try(tool, args.RootElement));
    }

    private static IResult Answer((JsonObject? State, string? Fault) done) => done.Fault is null
        ? Results.Content(done.State!.ToJsonString(), "application/json")
        : Refusal(StatusCodes.Status409Conflict, "not_done", done.Fault);

    // Every few messages the first attempt fails, so that retries can be seen.
    private IResult Hear(HttpContext context)
    {
        var id = context.Request.Headers["webhook-id"].ToString();
        lock (_gate)
        {
            if (_hooksFailed.Remove(id) || _hooks++ % HooksFailEvery != HooksFailEvery - 1) return Results.NoContent();
            _hooksFailed.Add(id);
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static IResult Refusal(int status, string code, string message) =>
        Results.Content(new JsonObject { ["code"] = code, ["message"] = message }.ToJsonString(), "application/json", statusCode: status);
}
