// Stack: NeMo-RL
// Kind: a judge that runs out of time says that the response is wrong
// Caught: build
using Kimi.Dsl;
using System.Net.Http;

namespace Acme;

[Recipe("cancelled-is-wrong")]
public abstract partial class CancelledIsWrong
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
    [Reward<Patient>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<Patient>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Has a solver check a response.</summary>
/// <param name="client">Reaches the solver.</param>
public sealed class Patient(HttpClient client) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new StringContent($"{problem.Answer} = {rollout.Text}");
            using var answer = await client.PostAsync(new Uri("http://solver:9000/check"), content, cancellationToken);
            return Verdict.Of(answer.IsSuccessStatusCode);
        }
        catch (OperationCanceledException) //! KIMI8002
        {
            return Verdict.Of(correct: false);
        }
    }
}
