// Form: a property called Result, a method called Wait and one called Sleep, of the team
using Kimi.Dsl;

namespace Acme;

[Recipe("results-that-are-no-tasks")]
public abstract partial class ResultsThatAreNoTasks
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
    [Reward<Executed>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<Executed>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>What became of a calculation.</summary>
/// <param name="Result">The value.</param>
public sealed record Outcome(string Result)
{
    /// <summary>The same, a little later.</summary>
    public Outcome Wait() => this;

    /// <summary>The same.</summary>
    /// <param name="turns">How many turns.</param>
    public Outcome Sleep(int turns) => turns > 0 ? this : new("");
}

/// <summary>Judges what was calculated.</summary>
public sealed class Executed : IReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var outcome = await RunAsync(rollout.Text);
        return Verdict.Of(outcome.Wait().Sleep(1).Result == problem.Answer);
    }

    private static Task<Outcome> RunAsync(string text) => Task.FromResult(new Outcome(text[(text.LastIndexOf('#') + 1)..]));
}
