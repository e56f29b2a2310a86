using AgentConsole.Domain.Access;

namespace AgentConsole.Web.Tests.Access;

/// <summary>Who may call what, written by hand beside the code: an endpoint without a row here fails the test.</summary>
internal static class AuthorizationMatrix
{
    /// <summary>Needs nobody: health, keys for verification, the sign-in pages, and what a browser loads before it.</summary>
    public const string Anyone = "anyone";

    public const string AnyAgent = "agent";

    public const string AnyPerson = "person";

    public const string AnyCaller = "caller";

    /// <summary>By method and route pattern; the value is one of the words above or a permission's name.</summary>
    public static IReadOnlyDictionary<string, string> Rows { get; } = new Dictionary<string, string>
    {
        ["POST /api/v1/proposals"] = AnyAgent,
        ["GET /api/v1/proposals"] = nameof(Permission.ReadProposals),
        ["GET /api/v1/proposals/{id}"] = AnyCaller,
        ["POST /api/v1/proposals/{id}/withdraw"] = AnyAgent,
        ["POST /api/v1/proposals/{id}/result"] = AnyAgent,
        ["POST /api/v1/proposals/{id}/claim"] = nameof(Permission.DecideProposals),
        ["POST /api/v1/proposals/{id}/release-claim"] = nameof(Permission.DecideProposals),
        ["POST /api/v1/proposals/{id}/decisions"] = nameof(Permission.DecideProposals),
        ["GET /api/v1/queue"] = nameof(Permission.DecideProposals),
        ["GET /api/v1/me/pending"] = AnyAgent,
        ["POST /api/v1/grants/redeem"] = Anyone,
        ["GET /.well-known/jwks.json"] = Anyone,
        ["GET /api/v1/ledger"] = nameof(Permission.ReadLedger),
        ["GET /api/v1/ledger/head"] = nameof(Permission.ReadLedger),
        ["GET /api/v1/ledger/export"] = nameof(Permission.ReadLedger),
        ["GET /api/v1/antiforgery"] = AnyPerson,
        ["GET /healthz/live"] = Anyone,
        ["GET /healthz/ready"] = Anyone,
        ["GET /openapi/{documentName}.json"] = Anyone,
    };
}
