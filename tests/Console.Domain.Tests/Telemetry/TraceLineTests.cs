using System.Text.Json;
using AgentConsole.Domain.Telemetry;
using Xunit;

namespace AgentConsole.Domain.Tests.Telemetry;

public sealed class TraceLineTests
{
    [Theory]
    [InlineData("""{"input_tokens":10,"output_tokens":3,"cache_read_input_tokens":500,"cache_creation_input_tokens":2000}""", 2_510, 500)]
    [InlineData("""{"input_tokens":10,"output_tokens":3,"cache_read_input_tokens":500,"cache_creation_input_tokens":0}""", 510, 500)]
    [InlineData("""{"output_tokens":3,"cache_creation_input_tokens":2000}""", 2_000, null)]
    [InlineData("""{"input_tokens":1000000000000,"output_tokens":3,"cache_creation_input_tokens":2000}""", TelemetryLimits.FigureMax, null)]
    [InlineData("""{"input_tokens":510,"output_tokens":3,"cached_tokens":500}""", 510, 500)]
    [InlineData("""{"prompt_tokens":510,"completion_tokens":3}""", 510, null)]
    public void What_was_written_to_a_cache_and_read_from_it_went_in(string usage, long input, int? cached)
    {
        var draft = TraceLine.Read(JsonElement.Parse($$"""{"ts":"2026-11-26T03:14:22Z","agent_id":"support","model":"claude-sonnet-4-5","usage":{{usage}}}"""), out var fault);

        Assert.Null(fault);
        Assert.Equal((input, cached, 3L), (draft!.InputTokens, draft.CachedTokens, draft.OutputTokens));
    }
}
