using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Policies.Opa;
using AgentConsole.Testing.Builders;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Web.Tests.Policies;

/// <summary>A console that OPAs may talk to, with one of them as a client and a reader.</summary>
internal sealed class OpaConsole : IAsyncDisposable
{
    public const string BearerToken = "the-token-of-the-OPAs";

    private OpaConsole(RunningConsole running, HttpClient reader) => (Running, Reader, Opa) = (running, reader, running.Client(BearerToken));

    public RunningConsole Running { get; }

    /// <summary>Presents the token that is configured.</summary>
    public HttpClient Opa { get; }

    /// <summary>A person who may read policies.</summary>
    public HttpClient Reader { get; }

    public static async Task<OpaConsole> StartAsync(string? url = null)
    {
        var running = await RunningConsole.StartAsync(builder =>
        {
            // The configuration was read before a test gets here, and the environment belongs to all tests.
            builder.Services.Remove(builder.Services.Single(service => service.ServiceType == typeof(OpaOptions)));
            builder.Services.AddSingleton(new OpaOptions { Url = url ?? "", BearerToken = BearerToken });
        });
        return new(running, running.Client(await running.Seed.TokenAsync(await running.Seed.PersonAsync("Rita", Role.Reviewer))));
    }

    /// <summary>Makes a version of a Rego set the one that decides.</summary>
    public async Task PublishAsync(string set, int version, string text)
    {
        await Running.App.Services.GetRequiredService<ConsoleTransaction>().RunAsync(async (db, inner) =>
        {
            if (await db.FindAsync<PolicySet>([set], inner) is not { } row)
            {
                row = new() { Name = set, Engine = PolicyEngine.Opa, CreatedAt = A.Moment, ChangedAt = A.Moment };
                db.Add(row);
            }
            else
            {
                (await db.FindAsync<PolicyVersion>([set, row.LiveVersion!.Value], inner))!.TryTake(PolicyVerb.Supersede);
            }

            (row.LiveVersion, row.Revision, row.Version) = (version, row.Revision + 1, row.Version + 1);
            db.Add(new PolicyVersion
            {
                SetName = set,
                Number = version,
                Text = text,
                Digest = Digest.OfBytes(Encoding.UTF8.GetBytes(text)),
                Status = PolicyVersionStatus.Live,
                Authors = "",
                SavedBy = "server",
                SavedAt = A.Moment,
            });
            return 0;
        }, default);
        await Running.App.Services.GetRequiredService<PolicyCache>().ReloadAsync(default);
    }

    public async Task<HttpResponseMessage> SendAsync(string path, string body, bool isCompressed = true, HttpClient? client = null)
    {
        using var content = new ByteArrayContent(isCompressed ? Compressed(Encoding.UTF8.GetBytes(body)) : Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (isCompressed) content.Headers.ContentEncoding.Add("gzip");
        return await (client ?? Opa).PostAsync(new Uri(path, UriKind.Relative), content);
    }

    public static byte[] Compressed(ReadOnlySpan<byte> bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true)) gzip.Write(bytes);
        return compressed.ToArray();
    }

    public ValueTask DisposeAsync() => Running.DisposeAsync();
}
