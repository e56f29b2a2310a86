using System.Text;
using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Policies.Opa;
using AgentConsole.Testing;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Policies.Opa;

public sealed class OpaInstancesTests
{
    private readonly FakeClock _clock = new();
    private readonly OpaInstances _instances;

    public OpaInstancesTests() => _instances = new(new OpaOptions(), _clock);

    [Fact]
    public void The_last_word_of_each_stands_the_newest_first()
    {
        Assert.True(Hear("""{"labels":{"id":"opa-1","version":"1.9.0"},"bundles":{"main":{"name":"main","active_revision":"refunds@1"}},"metrics":{"prometheus":{}}}"""));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(Hear("""{"labels":{"id":"opa-2"}}"""));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(Hear("""{"labels":{"id":"opa-1"},"bundles":{"main":{"active_revision":"refunds@1","code":"bundle_error","message":"1 error\noccurred"}}}"""));

        Assert.Equal(
            [new("opa-1", null, _clock.GetUtcNow(), "refunds@1", "bundle_error: 1 error occurred"), new("opa-2", null, _clock.GetUtcNow().AddSeconds(-1), null, null)],
            _instances.Known);
    }

    [Fact]
    public void However_many_names_are_made_up_only_the_last_are_remembered()
    {
        for (var number = 0; number < OpaLimits.InstancesMax + 20; number++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            Hear($$$"""{"labels":{"id":"opa-{{{number}}}"}}""");
        }

        Assert.Equal((OpaLimits.InstancesMax, "opa-119"), (_instances.Known.Count, _instances.Known[0].Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"labels":"opa-1"}""")]
    [InlineData("""{"labels":{"id":7}}""")]
    [InlineData("""{"labels":{"id":""}}""")]
    [InlineData("""{"labels":{"id":"\ud800"}}""")]
    public void What_says_not_whose_it_is_is_no_status(string text)
    {
        Assert.False(Hear(text));
        Assert.Empty(_instances.Known);
    }

    private bool Hear(string text) => _instances.Hear(Encoding.UTF8.GetBytes(text));
}
