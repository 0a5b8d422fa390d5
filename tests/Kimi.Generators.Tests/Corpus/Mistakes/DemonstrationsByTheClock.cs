// Stack: axolotl
// Kind: a source of demonstrations takes its seed from the clock
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("demonstrations-by-the-clock")]
public abstract partial class DemonstrationsByTheClock
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<Clocked>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

/// <summary>By the clock.</summary>
public sealed class Clocked : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random)
    {
        var own = new Random(Environment.TickCount); //! KIMI8007
        return own.Next(2) == 0 ? $"#{problem.Answer}" : $"={problem.Answer}#{problem.Answer}";
    }
}
