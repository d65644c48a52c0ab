using System.Globalization;
using Microsoft.Extensions.AI;
using RlQuery.Annotators.Budgets;
using RlQuery.Annotators.Prompts;
using RlQuery.Annotators.Recording;

namespace RlQuery.Annotators.Models;

/// <summary>Asks a model, as often as it takes: paced, within the budget, and recorded.</summary>
/// <param name="model">The model.</param>
/// <param name="client">Its server.</param>
/// <param name="key">Its key, which is hidden from all that is recorded and said.</param>
/// <param name="shared">What the annotators of a panel share.</param>
internal sealed class ModelCalls(ModelDefinition model, IChatClient client, Secret key, SharedMeans shared)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private readonly TokenPrices _prices = new(model.InputPrice, model.OutputPrice);
    private readonly Pacer _pacer = new(model.RequestsPerMinute, shared.Time);
    private readonly ChatOptions _options = ModelServer.Options(model);
    private readonly Lock _gate = new();
    private AnnotationCost _cost;

    /// <summary>What all calls have cost; those without an answer too.</summary>
    public AnnotationCost Cost
    {
        get
        {
            lock (_gate)
            {
                return _cost;
            }
        }
    }

    /// <summary>Asks.</summary>
    /// <param name="prompt">What is asked.</param>
    /// <param name="question">Its key in the record.</param>
    /// <param name="cancellation">Ends waiting; a call that has begun is waited for.</param>
    /// <returns>The recorded answer; null where the budget does not allow the call.</returns>
    /// <exception cref="AnnotatorException">There is none, and no attempt is left.</exception>
    public async Task<RecordedAnswer?> AskAsync(Prompt prompt, RecordKey question, CancellationToken cancellation)
    {
        decimal bound = _prices.Bound(prompt, model.MaxOutputTokens);
        for (int attempt = 0; ; attempt++)
        {
            if (!await shared.Budget.ReserveAsync(bound, cancellation).ConfigureAwait(false))
            {
                return null;
            }
            (RecordedAnswer? answer, CallFault? fault) = await CallAsync(prompt, question, bound, cancellation).ConfigureAwait(false);
            if (answer is not null)
            {
                return answer;
            }
            if (!fault!.MayPass || attempt >= model.Retries)
            {
                throw Failed(attempt == 0 ? fault.Text : string.Create(CultureInfo.InvariantCulture, $"{fault.Text} (attempt {attempt + 1})"));
            }
            await WaitAsync(fault, attempt, question, cancellation).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(CallFault fault, int attempt, RecordKey question, CancellationToken cancellation)
    {
        TimeSpan pause = BackOff.Of(attempt, shared.Seed, $"{model.Name} {Convert.ToHexString(question.Hash)}");
        if (fault.Wait is { } asked)
        {
            if (asked > LongestWait)
            {
                throw Failed(string.Create(CultureInfo.InvariantCulture, $"{fault.Text}; it asks to wait {asked.TotalSeconds:F0} s"));
            }
            // Whoever asks now is told the same.
            _pacer.Pause(asked);
            pause = asked > pause ? asked : pause;
        }
        await Task.Delay(pause, shared.Time, cancellation).ConfigureAwait(false);
    }

    // The reservation is settled on every way out.
    private async Task<(RecordedAnswer? Answer, CallFault? Fault)> CallAsync(
        Prompt prompt, RecordKey question, decimal bound, CancellationToken cancellation)
    {
        AnnotationCost cost = default;
        try
        {
            await _pacer.WaitAsync(cancellation).ConfigureAwait(false);
            long call = shared.Record.Begin(bound);
            long begun = shared.Time.GetTimestamp();
            (ChatResponse? response, CallFault? fault) = await SendAsync(prompt).ConfigureAwait(false);
            double seconds = shared.Time.GetElapsedTime(begun).TotalSeconds;
            if (response is null && fault!.Refusal is null)
            {
                cost = new AnnotationCost(0, 0, fault.MayCost ? bound : 0, seconds);
                shared.Record.Settle(call, cost.Money);
                return (null, fault);
            }
            RecordedAnswer answer = response is null ? new RecordedAnswer("", fault!.Refusal, 0, 0, 0, seconds) : Read(response, bound, seconds);
            cost = new AnnotationCost(0, answer.InputTokens + answer.OutputTokens, answer.Money, seconds);
            shared.Record.Keep(call, question, answer);
            return answer.Money <= bound ? (answer, null) : throw Failed(string.Create(
                CultureInfo.InvariantCulture,
                $"the server counts {answer.InputTokens} tokens of the prompt and {answer.OutputTokens} of the answer; at most {prompt.MostTokens} and "
                + $"{model.MaxOutputTokens} were possible, so that no budget can hold"));
        }
        finally
        {
            shared.Budget.Settle(bound, cost.Money);
            lock (_gate)
            {
                _cost += cost;
            }
        }
    }

    private async Task<(ChatResponse? Response, CallFault? Fault)> SendAsync(Prompt prompt)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(model.TimeoutSeconds), shared.Time);
        ChatMessage[] messages = [.. prompt.Messages.Select(message => new ChatMessage(new ChatRole(message.Role), message.Text))];
        try
        {
            return (await client.GetResponseAsync(messages, _options, late.Token).ConfigureAwait(false), null);
        }
#pragma warning disable CA1031 // Whatever a server sends must end no run, and no exception of the client may show the key.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return (null, late.IsCancellationRequested ? CallFault.OfTime(model.TimeoutSeconds) : CallFault.Of(failure, key, shared.Time));
        }
    }

    // Where a server does not count, the most that is possible counts.
    private RecordedAnswer Read(ChatResponse response, decimal bound, double seconds)
    {
        string text = key.Hide(response.Text);
        return response.Usage is { InputTokenCount: >= 0 and long input, OutputTokenCount: >= 0 and long output }
            ? new RecordedAnswer(text, null, input, output, _prices.Of(input, output), seconds)
            : new RecordedAnswer(text, null, 0, 0, bound, seconds);
    }

    private AnnotatorException Failed(string why) => new($"annotator '{model.Name}': {why}");
}
