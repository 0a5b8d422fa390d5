// Stack: SkyRL
// Kind: a reward starts the interpreter on what the policy wrote
// Caught: build
using System.Diagnostics;
using Kimi.Dsl;

namespace Acme;

[Recipe("programs-outside-the-sandbox")]
public abstract partial class ProgramsOutsideTheSandbox
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
    [Reward<Runs>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Runs the response.</summary>
public sealed class Runs : IReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        using var process = Process.Start("python3", ["-c", rollout.Text]); //! KIMI8016
        await process.WaitForExitAsync(cancellationToken);
        return Verdict.Of(process.ExitCode == 0 && problem.Answer.Length > 0);
    }
}
