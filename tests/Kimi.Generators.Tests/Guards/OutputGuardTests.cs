using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Kimi.Generators.Tests.Generation;
using Kimi.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Tests.Guards;

/// <summary>Nothing of the compiler's outlives a step: it would keep whole compilations in memory and defeat every comparison.</summary>
public sealed class OutputGuardTests
{
    private const string Broken = "[Recipe(\"broken\")] public partial class Broken { [Keep] public abstract Policy A(Policy b); }";

    [Fact]
    public void Step_outputs_hold_no_symbol_syntax_compilation_or_location()
    {
        var result = Compilations.Driver().RunGenerators(Compilations.Create(Samples.Full, Samples.Derived, Broken)).GetRunResult().Results[0];
        string[] steps = [RecipeGenerator.Steps.Parsed, RecipeGenerator.Steps.Models, RecipeGenerator.Steps.Files, RecipeGenerator.Steps.Alike,
            RecipeGenerator.Steps.Diagnostics, RecipeGenerator.Steps.Manifest];
        foreach (var step in steps)
        {
            var outputs = result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Value).ToList();
            Assert.NotEmpty(outputs);
            var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
            foreach (var output in outputs)
                Walk(output, step, seen);
        }
    }

    [Fact]
    public void The_walk_finds_a_location_deep_inside() => Assert.ThrowsAny<Exception>(() =>
        Walk(new { A = new[] { (1, (object)Location.None) } }, "test", new(ReferenceEqualityComparer.Instance)));

    [Fact]
    public void A_compilation_that_nobody_needs_is_collected()
    {
        // Tracking keeps what went into each step; an editor does not track.
        var driver = Compilations.Driver(track: false);
        var old = Run(ref driver, Samples.Full, Broken);
        // Once for the driver to see that the recipes are gone, once more for it to forget that they were.
        Run(ref driver, "class C;");
        Run(ref driver, "class D;");
        for (var i = 0; i < 5 && old.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(old.IsAlive);
        GC.KeepAlive(driver);
    }

    // A method of its own, so that no stack slot of the test's keeps the compilation or the driver before.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Run(ref GeneratorDriver driver, params string[] sources)
    {
        var compilation = Compilations.Create(sources);
        driver = driver.RunGenerators(compilation);
        return new(compilation);
    }

    private static void Walk(object? value, string path, HashSet<object> seen)
    {
        if (value is null || value is string || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
            return;
        if (value is ISymbol or SyntaxNode or SyntaxTree or Compilation or SemanticModel or Location or AttributeData or Diagnostic)
            Assert.Fail($"{path} holds a {value.GetType().Name}");
        if (value is IEnumerable items)
        {
            foreach (var item in items)
                Walk(item, path + "[]", seen);
        }

        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                Walk(field.GetValue(value), $"{path}.{field.Name}", seen);
        }
    }
}
