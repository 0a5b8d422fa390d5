using Kimi.Generators.Diagnostics;
using Kimi.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Tests.Gallery;

/// <summary>The gallery of mistakes, one file each under <c>Mistakes</c>: what users do wrong, and when they are told.</summary>
public sealed class MistakeTests
{
    private const int FewestMistakes = 65;
    private const int FieldPains = 7;

    /// <summary>The mistakes that the build catches.</summary>
    public static TheoryData<string> AtBuild => [.. Mistake.CaughtAt(Caught.Build).Select(m => m.Name)];

    /// <summary>The mistakes that only a run can catch.</summary>
    public static TheoryData<string> AtStart => [.. Mistake.CaughtAt(Caught.Start).Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(AtBuild))]
    public async Task A_mistake_gives_exactly_the_marked_diagnostics(string name)
    {
        var mistake = Mistake.All[name];
        var unknown = mistake.Expected.Select(e => e.Mark.Id).Where(id => !Descriptors.ById.ContainsKey(id)).ToList();
        Assert.True(unknown.Count == 0, $"there is no diagnostic {string.Join(", ", unknown)}");

        var (output, diagnostics) = await MistakeAnalysis.OfAsync(mistake);

        MistakeAnalysis.AssertMarked(mistake, diagnostics);
        Recipes.AssertSentences(diagnostics);
        if (mistake.Header.Compiler.Count == 0 && diagnostics.All(d => d.Severity != DiagnosticSeverity.Error))
            Recipes.AssertCompiles(output);
    }

    [Theory]
    [MemberData(nameof(AtBuild))]
    [MemberData(nameof(AtStart))]
    public void The_compiler_itself_finds_nothing_else_wrong(string name)
    {
        var mistake = Mistake.All[name];

        Assert.Equal(mistake.Header.Compiler.Order(), MistakeAnalysis.CompilerErrors(mistake).Select(d => d.Id).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(AtStart))]
    public async Task What_only_a_run_can_know_builds(string name)
    {
        var (output, diagnostics) = await MistakeAnalysis.OfAsync(Mistake.All[name]);

        Assert.Empty(diagnostics);
        Recipes.AssertCompiles(output);
    }

    [Fact]
    public void Every_diagnostic_of_recipes_has_a_mistake()
    {
        var shown = Mistake.All.Values.SelectMany(m => m.Expected).Select(e => e.Mark.Id);

        Assert.Empty(Descriptors.ById.Keys.Where(id => id[4] is >= '1' and <= '7').Except(shown));
    }

    [Fact]
    public void Every_pain_of_the_field_that_a_build_can_spare_has_mistakes()
    {
        var pains = Mistake.All.Values.Select(m => m.Header.Pain);

        Assert.Empty(Enumerable.Range(1, FieldPains).Except(pains));
    }

    [Fact]
    public void Nine_of_ten_mistakes_are_caught_at_build_and_none_never()
    {
        var build = Mistake.CaughtAt(Caught.Build).Count();

        Assert.InRange(build, FewestMistakes, int.MaxValue);
        Assert.True(10 * build >= 9 * Mistake.All.Count, $"{build} of {Mistake.All.Count} are caught at build");
        Assert.Empty(Mistake.CaughtAt(Caught.Never));
    }

    [Fact]
    public async Task The_page_of_mistakes_says_what_they_give() => await MistakesPage.VerifyAsync();
}
