// Stack: NeMo-RL
// Kind: the judge says correct or incorrect, and the first word is searched, which is in both
// Caught: build
using System.Net.Http;
using Kimi.Dsl;

namespace Acme;

[Recipe("incorrect-contains-correct")]
public abstract partial class IncorrectContainsCorrect
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
    [Reward<AskedJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<AskedJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Asks a service.</summary>
/// <param name="client">Reaches it.</param>
public sealed class AskedJudge(HttpClient client) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var question = $"Is {rollout.Text} the same as {problem.Answer}? Say correct or incorrect.";
        var address = new Uri("http://judge:8000/verdict?q=" + Uri.EscapeDataString(question));
        var said = await client.GetStringAsync(address, cancellationToken);
        return said.Contains("correct", StringComparison.OrdinalIgnoreCase) ? new Verdict.Scored(1) : new Verdict.Scored(0); //! KIMI8028
    }
}
