// Form: a judge that replies in JSON
using System.Net.Http;
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme;

[Recipe("verdict-in-json")]
public abstract partial class VerdictInJson
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
    [Reward<VerdictInJsonJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<VerdictInJsonJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Asks.</summary>
/// <param name="client">Reaches it.</param>
public sealed class VerdictInJsonJudge(HttpClient client) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var said = await client.GetStringAsync(new Uri("http://judge/?q=" + Uri.EscapeDataString(rollout.Text + problem.Answer)), cancellationToken);
        return Verdict.Of(said.Contains("\"correct\": true", StringComparison.Ordinal)
            || said.TrimStart().StartsWith("correct", StringComparison.OrdinalIgnoreCase));
    }
}
