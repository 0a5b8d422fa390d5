using System.Runtime.CompilerServices;
using System.Text;
using Kimi.Dsl;

namespace Kimi.Runtime.Sandboxes;

/// <summary>
/// Runs programs in postfix notation, such as <c>x y + 2 *</c> for (x + y) · 2, by an interpreter that needs nothing and always gives the same.
/// A program reads one line of whole numbers, <c>x y z u v w</c> by their order, and prints the one number that is left on its stack. Its words are
/// these, whole numbers of 64 bits, and <c>+ - * / % min max neg abs dup drop swap</c>; division rounds down, as in Python. It exits with 1 and a line on
/// standard error where a word lacks numbers on the stack, where a result has more than 64 bits, after a division by zero, and where more or fewer than
/// one number are left.
/// </summary>
public sealed class PostfixSandbox : ISandbox
{
    /// <summary>A second of CPU time is as many steps; a step is one word.</summary>
    public const long StepsPerSecond = 1_000_000;

    private static readonly SandboxCapabilities s_capabilities = new(
        "postfix interpreter", SandboxIsolation.Interpreter, MemoryBound.None, new Dictionary<ProgramLanguage, string> { [ProgramLanguage.Postfix] = "1" });

    /// <inheritdoc/>
    public ValueTask<SandboxCapabilities> CapabilitiesAsync(CancellationToken cancellationToken) => new(s_capabilities);

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunOutcome> RunAsync(SandboxJob job, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        if (job.Language != ProgramLanguage.Postfix)
        {
            yield return new RunOutcome.SandboxFault($"the postfix interpreter runs no {job.Language}: register a sandbox that does");
            yield break;
        }

        if (!PostfixProgram.TryRead(job.Source, out var program, out var problem))
        {
            yield return new RunOutcome.CompileError(problem);
            yield break;
        }

        foreach (var input in job.Inputs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Run(program, Encoding.UTF8.GetString(input.Span), job.Limits);
        }
    }

    private static RunOutcome Run(PostfixProgram program, string input, SandboxLimits limits)
    {
        var result = program.Run(input, (long)(limits.CpuSeconds * StepsPerSecond), limits.MemoryBytes / sizeof(long));
        var usage = new ResourceUsage(0, 0, (long)result.Deepest * sizeof(long));
        return result.End switch
        {
            PostfixEnd.OutOfSteps => new RunOutcome.LimitReached(SandboxLimit.CpuTime, usage),
            PostfixEnd.OutOfMemory => new RunOutcome.LimitReached(SandboxLimit.Memory, usage),
            PostfixEnd.Finished => Printed(0, $"{result.Value}\n", "", limits, usage),
            _ => Printed(1, "", $"{result.Error}\n", limits, usage),
        };
    }

    private static RunOutcome Printed(int code, string output, string error, SandboxLimits limits, ResourceUsage usage) =>
        output.Length > limits.OutputBytes || error.Length > limits.OutputBytes
            ? new RunOutcome.LimitReached(SandboxLimit.Output, usage)
            : new RunOutcome.Exited(code, Encoding.UTF8.GetBytes(output), Encoding.UTF8.GetBytes(error), usage);
}
