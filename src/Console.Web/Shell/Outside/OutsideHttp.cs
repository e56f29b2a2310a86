namespace AgentConsole.Web.Shell.Outside;

/// <summary>Opens connections for what stands outside of a console and talks to it: scripted agents, their tools, recordings.</summary>
internal sealed class OutsideHttp : IDisposable
{
    private const string Name = "outside";

    private readonly ServiceProvider _services;

    public OutsideHttp()
    {
        var services = new ServiceCollection();
        services.AddAmbient();
        services.AddHttpClient(Name).RemoveAllLoggers();
        _services = services.BuildServiceProvider();
    }

    public TimeProvider Clock => _services.GetRequiredService<TimeProvider>();

    public HttpClient Open(Uri address)
    {
        var client = _services.GetRequiredService<IHttpClientFactory>().CreateClient(Name);
        client.BaseAddress = address;
        return client;
    }

    public void Dispose() => _services.Dispose();
}
