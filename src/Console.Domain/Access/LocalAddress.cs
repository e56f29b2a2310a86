namespace AgentConsole.Domain.Access;

/// <summary>Where somebody may be led after signing in: an address on this console, never another's.</summary>
public static class LocalAddress
{
    /// <summary>The address if it stays here, otherwise the way home.</summary>
    public static string Of(string? wanted, string home) => IsLocal(wanted) ? wanted! : home;

    private static bool IsLocal(string? address) =>
        address is ['/', ..]
        // Browsers read "//host" and "/\host" as another host, and drop tabs and line ends before they look.
        && address is not ['/', '/' or '\\', ..]
        && !address.Any(char.IsControl);
}
