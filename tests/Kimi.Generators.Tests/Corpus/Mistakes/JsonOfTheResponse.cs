// Stack: SkyRL
// Kind: a reward reads the response as JSON, which the policy has yet to learn
// Caught: build
using System.Text.Json;
using Kimi.Dsl;

namespace Acme;

[Recipe("json-of-the-response")]
public abstract partial class JsonOfTheResponse
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<AnswerInJson>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A reward of ours.</summary>
public sealed class AnswerInJson : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        using var json = JsonDocument.Parse(rollout.Text); //! KIMI8020
        return new(Verdict.Of(json.RootElement.GetProperty("answer").GetString() == problem.Answer));
    }
}
