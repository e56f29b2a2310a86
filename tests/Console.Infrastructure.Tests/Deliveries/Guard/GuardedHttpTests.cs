using System.Net;
using System.Net.Sockets;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Guard;
using AgentConsole.Testing.Deliveries;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Deliveries.Guard;

public sealed class GuardedHttpTests : IAsyncLifetime
{
    private static readonly IPAddress Public = IPAddress.Parse("93.184.216.34");
    private LoopbackReceiver _receiver = null!;

    public async ValueTask InitializeAsync() => _receiver = await LoopbackReceiver.StartAsync();

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();

    [Fact]
    public async Task Sends_exactly_what_it_was_given()
    {
        using var http = ToReceiver();

        var outcome = await http.SendAsync(new(HttpMethod.Post, $"{_receiver.Url}hook?a=1")
        {
            Headers = [new("webhook-id", "msg_1"), new("webhook-signature", "v1,AA== v1,BB==")],
            Body = "{\"a\":\"ü\"}"u8.ToArray()
        }, default);

        Assert.Equal(204, Assert.IsType<GuardedOutcome.Answered>(outcome).HttpStatus);
        var message = Assert.Single(_receiver.Received);
        Assert.Equal(("POST", "/hook?a=1", "{\"a\":\"ü\"}"), (message.Method, message.Path, message.Text));
        Assert.Equal("v1,AA== v1,BB==", message.Headers["webhook-signature"]);
        Assert.Equal(["Content-Length", "Content-Type", "Host", "User-Agent", "webhook-id", "webhook-signature"],
            message.Headers.Keys.Order(StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_redirect_is_an_answer_and_is_not_followed()
    {
        _receiver.Answer = LoopbackReceiver.AnswerWith(302, "", ("Location", $"{_receiver.Url}elsewhere"));
        using var http = ToReceiver();

        var outcome = await http.SendAsync(new(HttpMethod.Post, _receiver.Url.ToString()), default);

        Assert.Equal(302, Assert.IsType<GuardedOutcome.Answered>(outcome).HttpStatus);
        Assert.Single(_receiver.Received);
    }

    [Fact]
    public async Task An_endless_answer_is_cut()
    {
        _receiver.Answer = async context =>
        {
            var chunk = new byte[16 * 1024];
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
        };
        using var http = ToReceiver();

        var answered = Assert.IsType<GuardedOutcome.Answered>(await http.SendAsync(new(HttpMethod.Get, _receiver.Url.ToString()), default));

        Assert.True(answered.IsTruncated);
        Assert.Equal(DeliveriesLimits.ResponseBytesMax, answered.Body.Length);
    }

    [Fact]
    public async Task An_answer_of_just_the_allowed_size_is_whole()
    {
        _receiver.Answer = LoopbackReceiver.AnswerWith(200, new string('a', DeliveriesLimits.ResponseBytesMax));
        using var http = ToReceiver();

        var answered = Assert.IsType<GuardedOutcome.Answered>(await http.SendAsync(new(HttpMethod.Get, _receiver.Url.ToString()), default));

        Assert.False(answered.IsTruncated);
        Assert.Equal(DeliveriesLimits.ResponseBytesMax, answered.Body.Length);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_receiver_that_stalls_runs_into_the_time_limit(bool answersHalf)
    {
        _receiver.Answer = async context =>
        {
            if (answersHalf) await context.Response.Body.WriteAsync("half"u8.ToArray());
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        using var http = ToReceiver();

        var outcome = await http.SendAsync(new(HttpMethod.Get, _receiver.Url.ToString()) { Timeout = TimeSpan.FromMilliseconds(200) }, default);

        Assert.IsType<GuardedOutcome.TimedOut>(outcome);
        Assert.True(outcome.Latency >= TimeSpan.FromMilliseconds(150));
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_gets_no_outcome()
    {
        using var leave = new CancellationTokenSource();
        _receiver.Answer = async context =>
        {
            await leave.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        using var http = ToReceiver();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => http.SendAsync(new(HttpMethod.Get, _receiver.Url.ToString()), leave.Token));
    }

    [Fact]
    public async Task A_closed_port_is_unreachable()
    {
        var url = _receiver.Url.ToString();
        using var http = ToReceiver();
        await _receiver.DisposeAsync();

        Assert.IsType<GuardedOutcome.Unreachable>(await http.SendAsync(new(HttpMethod.Get, url), default));
    }

    [Fact]
    public async Task A_receiver_that_hangs_up_is_unreachable()
    {
        _receiver.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        using var http = ToReceiver();

        Assert.IsType<GuardedOutcome.Unreachable>(await http.SendAsync(new(HttpMethod.Get, _receiver.Url.ToString()), default));
    }

    [Fact]
    public async Task A_wait_that_is_asked_for_is_told_in_either_form()
    {
        using var http = ToReceiver();

        _receiver.Answer = LoopbackReceiver.AnswerWith(429, "", ("Retry-After", "120"));
        var seconds = Assert.IsType<GuardedOutcome.Answered>(await http.SendAsync(new(HttpMethod.Get, _receiver.Url.ToString()), default));
        _receiver.Answer = LoopbackReceiver.AnswerWith(503, "", ("Retry-After", DateTimeOffset.UtcNow.AddMinutes(10).ToString("R")));
        var date = Assert.IsType<GuardedOutcome.Answered>(await http.SendAsync(new(HttpMethod.Get, _receiver.Url.ToString()), default));
        _receiver.Answer = LoopbackReceiver.AnswerWith(503, "", ("Retry-After", "soon"));
        var word = Assert.IsType<GuardedOutcome.Answered>(await http.SendAsync(new(HttpMethod.Get, _receiver.Url.ToString()), default));

        Assert.Equal(TimeSpan.FromSeconds(120), seconds.RetryAfter);
        Assert.InRange(date.RetryAfter!.Value.TotalSeconds, 500, 600);
        Assert.Null(word.RetryAfter);
    }

    [Fact]
    public async Task A_loopback_receiver_that_nobody_allowed_hears_nothing()
    {
        using var http = new GuardedHttp(new DeliveriesOptions { Ports = [_receiver.Url.Port] }, WayOut.Webhooks, Dns, TimeProvider.System);

        Assert.Equal("url_scheme", await CodeAsync(http, _receiver.Url.ToString()));
        Assert.Equal("address_blocked", await CodeAsync(http, $"https://{_receiver.HostAndPort}/"));
        Assert.Equal("address_blocked", await CodeAsync(http, $"https://localhost:{_receiver.Url.Port}/"));
        Assert.Empty(_receiver.Received);
    }

    [Fact]
    public async Task One_private_address_among_public_ones_spoils_them_all()
    {
        var connected = new List<IPAddress[]>();
        using var http = Recording(connected, (_, _) => Task.FromResult<IPAddress[]>([Public, IPAddress.Parse("10.0.0.1")]));

        Assert.Equal("address_blocked", await CodeAsync(http, "https://rebind.example/"));
        Assert.Empty(connected);
    }

    [Fact]
    public async Task A_name_that_turns_private_after_the_look_is_refused_at_the_next()
    {
        var connected = new List<IPAddress[]>();
        var asked = 0;
        using var http = Recording(connected, (_, _) => Task.FromResult<IPAddress[]>([asked++ == 0 ? Public : IPAddress.Loopback]));

        var first = await http.SendAsync(new(HttpMethod.Get, "https://rebind.example/"), default);
        var second = await CodeAsync(http, "https://rebind.example/");

        Assert.IsType<GuardedOutcome.Unreachable>(first);
        Assert.Equal("address_blocked", second);
        Assert.Equal(2, asked);
        Assert.Equal(Public, Assert.Single(Assert.Single(connected)));
    }

    [Theory, InlineData(0), InlineData(65)]
    public async Task A_name_without_addresses_or_with_too_many_leads_nowhere(int addresses)
    {
        var connected = new List<IPAddress[]>();
        using var http = Recording(connected, (_, _) => Task.FromResult<IPAddress[]>([.. Enumerable.Repeat(Public, addresses)]));

        Assert.IsType<GuardedOutcome.Unreachable>(await http.SendAsync(new(HttpMethod.Get, "https://example.com/"), default));
        Assert.Empty(connected);
    }

    [Fact]
    public async Task A_header_cannot_smuggle_another()
    {
        using var http = ToReceiver();

        var outcome = await http.SendAsync(new(HttpMethod.Get, _receiver.Url.ToString()) { Headers = [new("X-Note", "a\r\nX-Evil: b")] }, default);

        Assert.Equal(("message_malformed", false), (Assert.IsType<GuardedOutcome.Refused>(outcome).Fault.Code, outcome.MayHaveArrived));
        Assert.Empty(_receiver.Received);
    }

    [Fact]
    public async Task A_header_that_cannot_stand_there_is_refused_and_an_odd_value_leaves_as_it_is()
    {
        using var http = ToReceiver();

        var ofTheBody = await http.SendAsync(new(HttpMethod.Get, _receiver.Url.ToString()) { Headers = [new("Content-Language", "de")] }, default);
        Assert.Empty(_receiver.Received);
        var odd = await http.SendAsync(new(HttpMethod.Get, _receiver.Url.ToString()) { Headers = [new("If-Modified-Since", "W-1")] }, default);

        Assert.Equal(("message_malformed", false), (Assert.IsType<GuardedOutcome.Refused>(ofTheBody).Fault.Code, ofTheBody.MayHaveArrived));
        Assert.IsType<GuardedOutcome.Answered>(odd);
        Assert.Equal("W-1", Assert.Single(_receiver.Received).Headers["If-Modified-Since"]);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_status_counts_though_the_words_behind_it_break_off_where_a_tool_was_run(bool stalls)
    {
        _receiver.Answer = async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.Body.WriteAsync("half"u8.ToArray());
            await context.Response.Body.FlushAsync();
            if (stalls) await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        using var execution = new GuardedHttp(new DeliveriesOptions { ExecutionHosts = [_receiver.HostAndPort] }, WayOut.Executions, Dns, TimeProvider.System);

        var outcome = await execution.SendAsync(new(HttpMethod.Get, _receiver.Url.ToString()) { Timeout = TimeSpan.FromMilliseconds(500) }, default);

        var answered = Assert.IsType<GuardedOutcome.Answered>(outcome);
        Assert.Equal((200, true), (answered.HttpStatus, answered.IsTruncated));
    }

    private static Task<IPAddress[]> Dns(string host, CancellationToken cancellation) => System.Net.Dns.GetHostAddressesAsync(host, cancellation);

    private static async Task<string> CodeAsync(GuardedHttp http, string url) =>
        Assert.IsType<GuardedOutcome.Refused>(await http.SendAsync(new(HttpMethod.Get, url), default)).Fault.Code;

    private GuardedHttp ToReceiver() => new(new DeliveriesOptions { WebhookHosts = [_receiver.HostAndPort] }, WayOut.Webhooks, Dns, TimeProvider.System);

    private static GuardedHttp Recording(List<IPAddress[]> connected, HostResolver resolve) => new(new DeliveriesOptions(), WayOut.Webhooks, resolve,
        (addresses, _, _) =>
        {
            connected.Add(addresses);
            throw new SocketException((int)SocketError.ConnectionRefused);
        }, TimeProvider.System);
}
