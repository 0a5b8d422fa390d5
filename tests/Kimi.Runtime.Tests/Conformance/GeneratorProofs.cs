using System.Runtime.CompilerServices;
using System.Text;
using Kimi.Dsl;
using Kimi.Runtime.Sandboxes;
using Kimi.Runtime.Tests.Code;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Runtime.Tests.Conformance;

/// <summary>Options of the stage that makes test cases.</summary>
internal static class GeneratorProofs
{
    private const string Alphabet = "0123456789+x ";

    private static readonly Stage<Policy> s_programmer = Before.Transformer("Programmer", Alphabet);

    private static readonly Stage<PromptSet> s_programs = Before.Made("ProgramsWithoutTests", new PromptSet(
    [
        .. from problem in Enumerable.Range(0, 24)
           select new CodeProblem
           {
               Id = $"{problem}",
               Prompt = $"{problem}",
               Language = ProgramLanguage.Postfix,
               Tests = new CodeTests.Streams([]),
               Submissions = [.. from program in Programs(problem) select new Submission(program, IsRight: true)],
           },
    ]));

    internal static IEnumerable<OptionProof> All(Observatory observatory)
    {
        var module = observatory.File("own.py");
        File.WriteAllText(module, "\"\"\"Usage.\"\"\"\n");

        // What is written depends on all that is asked.
        Writer? writer = null;
        writer = new(Alphabet, (order, request) => $"x {Mood.Of($"{writer!.PromptOf(order, request)} {Swayed.Asked(order.Sampling)}") % 90} +");
        return SamplingProofs.Proofs(
            () => new GenerateTestCasesAttribute
            {
                MaxResponseTokens = 16,
                Cases = 6,
                Submissions = 5,
                Agreeing = 3,
                MinCases = 4,
                Passing = 3,
                Template = "{prompt}",
            },
            options => new Stage<GenerateTestCasesAttribute, Policy, PromptSet, PromptSet>("Proved", options, s_programmer, s_programs),
            (nameof(GenerateTestCasesAttribute.MaxProblems), 5),
            (nameof(GenerateTestCasesAttribute.Cases), 5),
            (nameof(GenerateTestCasesAttribute.Submissions), 4),
            (nameof(GenerateTestCasesAttribute.Agreeing), 5),
            (nameof(GenerateTestCasesAttribute.MinCases), 6),
            (nameof(GenerateTestCasesAttribute.Passing), 5),
            (nameof(GenerateTestCasesAttribute.Language), ProgramLanguage.Postfix),
            (nameof(GenerateTestCasesAttribute.Module), module),
            (nameof(GenerateTestCasesAttribute.Template), "0+{prompt}"))
            .Select(proof => proof.With((services, counts) => services
                .AddSingleton<ISandbox>(new AnyLanguage())
                .AddSingleton<IRolloutExecutor>(new CountedExecutor(counts, writer))));
    }

    // Six of them; of some problems two or three differ from the rest, or fail for multiples of three.
    private static string[] Programs(int problem) => (problem % 4) switch
    {
        0 => ["x 2 *", "x 2 *", "x 2 *", "x 2 *", "x 2 *", "x 2 *"],
        1 => ["x 2 *", "x 2 *", "x 2 *", "x 2 *", "x 3 *", "x 2 *"],
        2 => ["x 2 *", "x 2 *", "x 2 *", "x 3 *", "x 3 *", "x 2 *"],
        _ => ["x 2 *", "x 2 *", "x 2 *", "x 2 * 1 x 3 % / drop", "x 2 * 1 x 3 % / drop", "x 2 * 1 x 3 % / drop"],
    };

    /// <summary>Runs postfix programs; of others it prints a number that depends on all that they are.</summary>
    private sealed class AnyLanguage : ISandbox
    {
        private readonly PostfixSandbox _postfix = new();

        public ValueTask<SandboxCapabilities> CapabilitiesAsync(CancellationToken cancellationToken) => new(new SandboxCapabilities(
            "any", SandboxIsolation.Interpreter, MemoryBound.None,
            new Dictionary<ProgramLanguage, string> { [ProgramLanguage.Postfix] = "1", [ProgramLanguage.Python] = "1" }));

        public async IAsyncEnumerable<RunOutcome> RunAsync(SandboxJob job, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            if (job.Language == ProgramLanguage.Postfix)
            {
                await foreach (var outcome in _postfix.RunAsync(job, cancellationToken))
                    yield return outcome;
                yield break;
            }

            foreach (var input in job.Inputs)
                yield return ScriptedSandbox.Printed($"{Mood.Of(job.Source + Encoding.UTF8.GetString(input.Span)) % 1000}\n");
        }
    }
}
