using AgentConsole.Web.Tools.Executions;
using Xunit;

namespace AgentConsole.Web.Tests.Tools.Executions;

public sealed class ExecutionWordsTests
{
    [Theory]
    [InlineData("unreachable")]
    [InlineData("secret_missing")]
    [InlineData("secret_unusable")]
    [InlineData("argument_refused")]
    [InlineData("arguments_changed")]
    [InlineData("body_too_large")]
    [InlineData("message_malformed")]
    [InlineData("could_not_begin")]
    [InlineData("contract_unreadable")]
    [InlineData("address_blocked")]
    public void That_nothing_was_sent_is_said_of_all_sendings_or_of_the_last_alone(string code)
    {
        Assert.EndsWith("; nothing was sent.", ExecutionWords.Why(code, isUnknown: false), StringComparison.Ordinal);
        Assert.EndsWith("; nothing was sent this time, but an earlier sending may have arrived.", ExecutionWords.Why(code, isUnknown: true), StringComparison.Ordinal);
    }

    [Theory, InlineData("stopped"), InlineData("redirect_refused"), InlineData("too_late_to_send_again")]
    public void What_nobody_knows_the_end_of_may_have_been_done(string code) =>
        Assert.Contains("may have done it", ExecutionWords.Why(code, isUnknown: true), StringComparison.Ordinal);
}
