// Form: a reward remembers what a service said, by all that it was asked
using Kimi.Dsl;
using System.Collections.Concurrent;
using System.Net.Http;

namespace Acme;

[Recipe("cached-by-the-whole-question")]
public abstract partial class CachedByTheWholeQuestion
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<AskedOnce>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<AskedOnce>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Asks a service, and never twice the same.</summary>
/// <param name="client">Reaches it.</param>
public sealed class AskedOnce(HttpClient client) : IReward<MathProblem>
{
    private readonly ConcurrentDictionary<(string Prompt, string Response), Task<string>> _asked = new();

    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var said = await _asked.GetOrAdd((problem.Prompt.Text, rollout.Text), Ask).WaitAsync(cancellationToken);
        return Verdict.Of(said == problem.Answer);
    }

    private Task<string> Ask((string Prompt, string Response) question) =>
        client.GetStringAsync(new Uri($"http://extract:8000/?q={Uri.EscapeDataString(question.Prompt + question.Response)}"));
}
