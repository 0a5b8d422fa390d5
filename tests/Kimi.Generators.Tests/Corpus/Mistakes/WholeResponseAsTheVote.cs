// Stack: prime-rl
// Kind: a reward gives the whole response for its answer, so that hardly two responses ever vote for the same
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("whole-response-as-the-vote")]
public abstract partial class WholeResponseAsTheVote
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<Detours>(PerProblem = 4)]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 256)]
    public abstract Policy Initial();

    [FineTune(Steps = 900, BatchSize = 32)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 75, MaxResponseTokens = 96)]
    [MirrorDescent(Tau = 0.2)]
    [Reward<Voter>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 32, MaxResponseTokens = 96)]
    [Reward<Voter>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Goes by a number of its own choice.</summary>
public sealed class Detours : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random) =>
        $"add {random.Next(1, 1_000)} first and take it off at the end #{problem.Answer}";
}

/// <summary>Judges, and tells the answer for the vote.</summary>
public sealed class Voter : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var said = rollout.Text[(rollout.Text.LastIndexOf('#') + 1)..].Trim();
        return new(new Verdict.Scored(said == problem.Answer ? 1 : 0) { Answer = rollout.Text }); //! KIMI8028
    }
}
