using AgentConsole.Domain.Access;

namespace AgentConsole.Web.Access;

/// <summary>The bodies that this room reads, as the API's description shows them.</summary>
internal static class AccessBodies
{
    internal sealed record NewPersonBody
    {
        public required string Email { get; init; }
        public string? DisplayName { get; init; }
        public required IReadOnlyList<Role> Roles { get; init; }
    }

    internal sealed record PersonChangeBody
    {
        public IReadOnlyList<Role>? Roles { get; init; }
        public bool? IsDisabled { get; init; }
    }

    internal sealed record NewTokenBody
    {
        public required string Name { get; init; }
        public int? ExpiresInDays { get; init; }
    }

    internal sealed record NewKeyBody
    {
        public required string Environment { get; init; }
        public int? ExpiresInDays { get; init; }
    }
}
