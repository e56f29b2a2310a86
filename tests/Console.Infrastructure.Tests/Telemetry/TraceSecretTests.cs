using AgentConsole.Infrastructure.Runs;
using AgentConsole.Infrastructure.Telemetry;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Telemetry;

public sealed class TraceSecretTests
{
    private static readonly RunSecret Secret = RunSecret.Of(new byte[32], "support", "production", "run-7");

    [Fact]
    public void Many_that_hash_at_once_make_the_tokens_that_each_alone_would_make()
    {
        var shared = new TraceSecret(Secret);
        var alone = Enumerable.Range(0, 2_000).Select(value => new TraceSecret(Secret).TokenOf($"value {value}")).ToArray();
        var together = new string[alone.Length];

        Parallel.For(0, alone.Length, new ParallelOptions { MaxDegreeOfParallelism = 16 }, value => together[value] = shared.TokenOf($"value {value}"));

        Assert.Equal(alone, together);
        Assert.Equal(alone.Length, alone.Distinct().Count());
        Assert.Equal(TraceSecret.Mark + Convert.ToHexStringLower(Secret.DigestOf("value", "value 7").AsSpan(0, 8)), alone[7]);
    }
}
