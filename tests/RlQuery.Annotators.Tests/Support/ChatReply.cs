using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace RlQuery.Annotators.Tests.Support;

/// <summary>What a server answers.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body.</param>
internal sealed record ChatReply(int Status, string Body)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the connection ends before the body does.</summary>
    public bool IsCut { get; init; }

    /// <summary>A chat completion.</summary>
    public static ChatReply Says(string text, int input = 100, int output = 5) => Completion(
        new JsonObject { ["role"] = "assistant", ["content"] = text }, "stop",
        new JsonObject { ["prompt_tokens"] = input, ["completion_tokens"] = output, ["total_tokens"] = input + output });

    /// <summary>A completion that does not count its tokens.</summary>
    public static ChatReply SaysUncounted(string text) => Completion(new JsonObject { ["role"] = "assistant", ["content"] = text }, "stop", null);

    /// <summary>A completion in which the model refuses.</summary>
    public static ChatReply Refuses() => Completion(
        new JsonObject { ["role"] = "assistant", ["content"] = null, ["refusal"] = "I cannot help with that." }, "stop",
        new JsonObject { ["prompt_tokens"] = 100, ["completion_tokens"] = 5, ["total_tokens"] = 105 });

    /// <summary>A fault in the form of OpenAI.</summary>
    public static ChatReply Fails(int status, string message, string? code = null) =>
        new(status, new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["code"] = code, ["type"] = "error" } }.ToJsonString());

    public static ChatReply Cut() => new(200, "{\"id\": \"x\"") { IsCut = true };

    public async Task SendAsync(HttpListenerResponse response)
    {
        byte[] body = Encoding.UTF8.GetBytes(Body);
        response.StatusCode = Status;
        response.ContentType = "application/json";
        foreach ((string name, string value) in Headers)
        {
            response.Headers[name] = value;
        }
        response.ContentLength64 = IsCut ? body.Length + 100 : body.Length;
        await response.OutputStream.WriteAsync(body);
        await response.OutputStream.FlushAsync();
        if (IsCut)
        {
            response.Abort();
        }
        else
        {
            response.Close();
        }
    }

    private static ChatReply Completion(JsonObject message, string finish, JsonObject? usage)
    {
        var body = new JsonObject
        {
            ["id"] = "chatcmpl-1",
            ["object"] = "chat.completion",
            ["created"] = 1700000000,
            ["model"] = "m",
            ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["message"] = message, ["finish_reason"] = finish }),
        };
        if (usage is not null)
        {
            body["usage"] = usage;
        }
        return new ChatReply(200, body.ToJsonString());
    }
}
