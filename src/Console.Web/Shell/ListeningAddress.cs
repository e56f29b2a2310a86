namespace AgentConsole.Web.Shell;

/// <summary>Where a running console is reached from its own machine.</summary>
internal static class ListeningAddress
{
    /// <summary>The first address that it listens on; one that means every interface is reached by loopback.</summary>
    public static Uri LocalAddress(this WebApplication app)
    {
        var url = app.Urls.First().Replace("://+", "://127.0.0.1", StringComparison.Ordinal).Replace("://*", "://127.0.0.1", StringComparison.Ordinal);
        var address = new UriBuilder(url);
        if (address.Host is "0.0.0.0" or "[::]") address.Host = "127.0.0.1";
        return address.Uri;
    }
}
