using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.Memory;

namespace AgentConsole.Web.Shell;

/// <summary>What holds where nobody configured anything else.</summary>
internal static class HostDefaults
{
    public static void Apply(ConfigurationManager configuration)
    {
        // First, so that every file, variable and argument overrides it.
        configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                // Two lines for each request and one for each query would be most of the work of a busy console.
                ["Logging:LogLevel:Default"] = "Information",
                ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
                ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning",
                ["Logging:LogLevel:Quartz"] = "Warning",
            },
        });

        // The program's own folder is the content root; a settings file beside the caller's feet counts too.
        var beside = new JsonConfigurationSource { Path = Path.Combine(Directory.GetCurrentDirectory(), "appsettings.json"), Optional = true };
        beside.ResolveFileProvider();
        configuration.Sources.Insert(1, beside);
    }
}
