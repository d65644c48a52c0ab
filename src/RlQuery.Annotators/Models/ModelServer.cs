using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;

namespace RlQuery.Annotators.Models;

/// <summary>Connects to servers that speak OpenAI's protocol.</summary>
internal static class ModelServer
{
    /// <summary>A client that sends each call once: attempts, time-outs and pauses are ours.</summary>
    /// <param name="model">The model.</param>
    /// <param name="key">Its key.</param>
    public static IChatClient Connect(ModelDefinition model, Secret key)
    {
        var endpoint = new Uri(model.Endpoint);
        // A redirection could lead the key elsewhere.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = !endpoint.IsLoopback, UseCookies = false };
        var options = new OpenAIClientOptions
        {
            Endpoint = endpoint,
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            RetryPolicy = new ClientRetryPolicy(0),
            Transport = new HttpClientPipelineTransport(new HttpClient(new BoundedAnswers(handler)) { Timeout = Timeout.InfiniteTimeSpan }),
            EnableDistributedTracing = false,
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
        };
        return new ChatClient(model.Model, new ApiKeyCredential(key.Reveal()), options).AsIChatClient();
    }

    /// <summary>The settings of a call.</summary>
    /// <param name="model">The model.</param>
    public static ChatOptions Options(ModelDefinition model)
    {
        var options = new ChatOptions { Temperature = (float?)model.Temperature, Seed = model.Seed };
        if (model.OutputLimit == OutputLimit.MaxCompletionTokens)
        {
            options.MaxOutputTokens = model.MaxOutputTokens;
        }
        else
        {
            options.RawRepresentationFactory = _ =>
            {
                var raw = new ChatCompletionOptions();
#pragma warning disable SCME0001 // The library knows no other way to send this field.
                raw.Patch.Set("$.max_tokens"u8, model.MaxOutputTokens);
#pragma warning restore SCME0001
                return raw;
            };
        }
        return options;
    }
}
