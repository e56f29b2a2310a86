using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Xunit;

namespace AgentConsole.Web.Tests.Access;

/// <summary>A browser without scripts: keeps cookies, follows redirects, sends the forms that a page shows.</summary>
internal sealed class Browser(Uri address) : IDisposable
{
    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
    {
        BaseAddress = address,
    };

    public IHtmlDocument Page { get; private set; } = new HtmlParser().ParseDocument("");

    public Uri At { get; private set; } = new("about:blank");

    public string Text => Page.Body!.TextContent;

    public async Task<HttpResponseMessage> GoAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Client.BaseAddress!, path));
        return await SendAsync(request);
    }

    /// <summary>Sends the form with this name, with what it holds and what is typed.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string handler, params (string Name, string Value)[] typed)
    {
        var form = Page.Forms.Single(form => form.QuerySelector("input[name=_handler]")?.GetAttribute("value") == handler);
        return await SubmitAsync(form, typed);
    }

    public async Task<HttpResponseMessage> SubmitToAsync(string action, params (string Name, string Value)[] typed) =>
        await SubmitAsync(Page.Forms.First(form => form.GetAttribute("action") == action), typed);

    public async Task SignInAsync(string email, string password)
    {
        await GoAsync("/account/sign-in?return=/account");
        await SubmitAsync("sign-in", ("email", email), ("password", password));
        Assert.Equal("/account", At.AbsolutePath);
    }

    public void Dispose() => Client.Dispose();

    private async Task<HttpResponseMessage> SubmitAsync(IHtmlFormElement form, (string Name, string Value)[] typed)
    {
        var values = form.QuerySelectorAll("input[type=hidden], select").ToDictionary(
            field => field.GetAttribute("name")!, field => field is IHtmlSelectElement select ? select.Value : field.GetAttribute("value") ?? "");
        foreach (var (name, value) in typed) values[name] = value;
        using var content = new FormUrlEncodedContent(values);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(At, form.GetAttribute("action") ?? At.PathAndQuery)) { Content = content };
        return await SendAsync(request);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        var response = await Client.SendAsync(request);
        for (var hop = 0; hop < 5 && response.Headers.Location is { } next; hop++)
        {
            At = new Uri(request.RequestUri!, next);
            response.Dispose();
            response = await Client.GetAsync(At);
        }

        if (response.RequestMessage?.RequestUri is { } last) At = last;
        Page = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync(), CancellationToken.None);
        return response;
    }
}
