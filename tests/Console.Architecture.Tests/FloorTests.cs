using Xunit;

namespace AgentConsole.Architecture.Tests;

public sealed class FloorTests : IDisposable
{
    /// <summary>Who may know the machine's clock and dice: the one that binds them at start, and the one that mints secrets.</summary>
    private static readonly string[] MayBeAmbient = ["AgentConsole.Web.Shell.Ambient", "AgentConsole.Infrastructure.Access.SecretMint"];

    private readonly BuiltAssembly _planted = BuiltAssembly.Planted;

    public static TheoryData<string> Product => ["Domain", "Infrastructure", "Web", "Cedar", "JsonSchema"];

    /// <summary>What the planted assembly does wrong, one method each.</summary>
    public static TheoryData<string> PlantedUses =>
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now",
        "System.DateTimeOffset.get_UtcNow", "System.TimeProvider.get_System", "System.Environment.get_TickCount",
        "System.Environment.get_TickCount64", "System.Diagnostics.Stopwatch.StartNew", "System.Guid.NewGuid", "System.Guid.CreateVersion7",
        "System.Random..ctor", "System.Random.get_Shared", "System.Security.Cryptography.RandomNumberGenerator.GetBytes",
    ];

    [Fact]
    public void Domain_references_the_base_library_and_nothing_else()
    {
        using var domain = BuiltAssembly.Domain;

        Assert.Empty(FloorRules.BeyondBaseLibrary(domain));
        Assert.Contains("Microsoft.EntityFrameworkCore", FloorRules.BeyondBaseLibrary(_planted));
        Assert.Contains("AgentConsole.Web", FloorRules.BeyondBaseLibrary(_planted));
        Assert.DoesNotContain("System.Runtime", FloorRules.BeyondBaseLibrary(_planted));
    }

    [Fact]
    public void Web_knows_no_storage()
    {
        using var web = BuiltAssembly.Web;

        Assert.Empty(FloorRules.StorageIn(web));
        Assert.Contains("Microsoft.EntityFrameworkCore", FloorRules.StorageIn(_planted));
    }

    [Fact]
    public void No_arrow_points_back()
    {
        using var domain = BuiltAssembly.Domain;
        using var cedar = BuiltAssembly.Open("AgentConsole.Cedar");
        using var schemas = BuiltAssembly.Open("AgentConsole.JsonSchema");
        using var infrastructure = BuiltAssembly.Infrastructure;

        Assert.Empty(FloorRules.ArrowsBack(domain));
        Assert.All([cedar, schemas], engine => Assert.Empty(FloorRules.ArrowsBack(engine)));
        Assert.All([cedar, schemas], engine => Assert.Empty(FloorRules.BeyondBaseLibrary(engine)));
        Assert.Empty(FloorRules.ArrowsBack(infrastructure, "Domain", "Cedar", "JsonSchema"));
        Assert.Equal(["AgentConsole.Web"], FloorRules.ArrowsBack(_planted, "Domain", "JsonSchema", "Infrastructure"));
    }

    [Theory, MemberData(nameof(Product))]
    public void Nobody_looks_at_the_machines_clock_or_throws_its_dice(string floor)
    {
        using var assembly = BuiltAssembly.Open("AgentConsole." + floor);

        Assert.Empty(FloorRules.AmbientIn(assembly, MayBeAmbient));
    }

    [Theory, MemberData(nameof(PlantedUses))]
    public void A_planted_look_is_found(string member) =>
        Assert.Contains(FloorRules.AmbientIn(_planted), use => $"{use.Type}.{use.Member}" == member);

    [Fact]
    public void A_look_is_found_also_in_lambdas_delegates_and_async_methods()
    {
        var uses = _planted.Uses().Where(use => use.User == "AgentConsole.Architecture.Planted.Breach").ToList();

        Assert.Equal(3, uses.Count(use => use is { Type: "System.DateTime", Member: "get_UtcNow" }));
        Assert.Equal(2, uses.Count(use => use is { Type: "System.Guid", Member: "NewGuid" }));
    }

    [Fact]
    public void Time_that_is_handed_in_is_no_breach() =>
        Assert.DoesNotContain(FloorRules.AmbientIn(_planted), use => use.User == "AgentConsole.Architecture.Planted.Innocent");

    [Fact]
    public void Each_exception_is_one_that_is_needed()
    {
        using var web = BuiltAssembly.Web;
        using var infrastructure = BuiltAssembly.Infrastructure;

        Assert.Equal(MayBeAmbient.Order(), FloorRules.AmbientIn(web).Concat(FloorRules.AmbientIn(infrastructure)).Select(use => use.User).Distinct().Order());
    }

    [Fact]
    public void No_type_is_named_exactly_as_a_room()
    {
        string[] rooms =
        [
            "Access", "Agents", "Alerts", "Deliveries", "Evals", "Incidents", "Insights", "Ledger",
            "Memory", "Policies", "Proposals", "Reviews", "Risk", "Spend", "Telemetry", "Tools",
        ];

        foreach (var floor in Product.Select(row => row.Data))
        {
            using var assembly = BuiltAssembly.Open("AgentConsole." + floor);
            Assert.DoesNotContain(assembly.Types, type => rooms.Contains(type[(type.LastIndexOf('.') + 1)..]));
        }
    }

    public void Dispose() => _planted.Dispose();
}
