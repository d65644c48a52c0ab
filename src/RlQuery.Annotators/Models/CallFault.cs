using System.ClientModel;
using System.Globalization;
using System.Text.Json;
using RlQuery.Core;
using RlQuery.Core.Data.Text;

namespace RlQuery.Annotators.Models;

/// <summary>Why a call gave no answer.</summary>
/// <param name="Text">In words, without the key.</param>
/// <param name="MayPass">Whether another attempt may succeed.</param>
/// <param name="MayCost">Whether the server may charge for it all the same: it may have answered, and nobody heard it.</param>
internal sealed record CallFault(string Text, bool MayPass, bool MayCost)
{
    private static readonly string[] Refusals = ["content_filter", "content_policy_violation", "context_length_exceeded"];

    /// <summary>How long the server asks to wait; null where it does not say.</summary>
    public TimeSpan? Wait { get; private init; }

    /// <summary>Why the server refuses this very question and will refuse it again; null where it does not.</summary>
    public string? Refusal { get; private init; }

    /// <summary>What is said of a call that took too long.</summary>
    /// <param name="seconds">How long was waited.</param>
    public static CallFault OfTime(int seconds) => new($"no answer within {seconds} s", MayPass: true, MayCost: true);

    /// <summary>What an exception means.</summary>
    /// <param name="failure">What the client threw.</param>
    /// <param name="key">The key, which the server may repeat.</param>
    /// <param name="time">The clock, for waits until a date.</param>
    public static CallFault Of(Exception failure, Secret key, TimeProvider time)
    {
        if (failure is ClientResultException { Status: > 0 } answered)
        {
            return OfStatus(answered, key, time);
        }
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpRequestException request)
            {
                bool unsent = request.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                    or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
                string what = unsent ? "cannot be reached" : "broke off";
                return new CallFault($"the server {what}: {Said(request.Message, key)}", MayPass: true, MayCost: !unsent);
            }
        }
        bool broken = failure is IOException || failure.InnerException is IOException;
        return new CallFault(broken ? "the server broke off" : "what the server sent is no chat completion", MayPass: true, MayCost: true);
    }

    private static CallFault OfStatus(ClientResultException answered, Secret key, TimeProvider time)
    {
        int status = answered.Status;
        string? code = CodeOf(answered);
        return new CallFault(
            $"the server answered {status.ToString(CultureInfo.InvariantCulture)}: {Said(answered.Message, key)}",
            MayPass: status is 408 or 409 or 425 or 429 or >= 500, MayCost: false)
        {
            Wait = WaitOf(answered, time),
            Refusal = status == 413 ? "too_large" : status is 400 or 422 && Refusals.Contains(code) ? code : null,
        };
    }

    // Hidden before it is cut, lest a part of the key be left.
    private static string Said(string message, Secret key) =>
        MessageText.Quote(string.Join(' ', CellText.OneLine(key.Hide(message)).Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    private static string? CodeOf(ClientResultException answered)
    {
        if (answered.GetRawResponse() is not { } raw)
        {
            return null;
        }
        try
        {
            using JsonDocument body = JsonDocument.Parse(raw.Content);
            return body.RootElement.GetProperty("error").GetProperty("code").GetString();
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static TimeSpan? WaitOf(ClientResultException answered, TimeProvider time)
    {
        if (answered.GetRawResponse() is not { } raw || !raw.Headers.TryGetValue("Retry-After", out string? text))
        {
            return null;
        }
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds))
        {
            return TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue));
        }
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset until)
            ? until - time.GetUtcNow() : null;
    }
}
