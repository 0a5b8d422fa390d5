using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Kimi.Generators.Parsing;

/// <summary>Numbers that differ if what they were made from differs (FNV-1a).</summary>
internal static class Fingerprint
{
    /// <summary>Of nothing.</summary>
    public const ulong Start = 14695981039346656037UL;

    // Held weakly: what is known about the compiler's objects is dropped with them.
    private static readonly ConditionalWeakTable<Compilation, StrongBox<ulong>> _compilations = new();
    private static readonly ConditionalWeakTable<MetadataReference[], StrongBox<ulong>> _references = new();
    private static readonly ConditionalWeakTable<object, StrongBox<ulong>> _identities = new();
    private static long _lastIdentity;

    /// <summary>
    /// Of everything that any recipe can depend on, in whatever file: what the files declare, in their order, and how they are compiled. What the generator
    /// adds follows from that.
    /// </summary>
    public static ulong Of(Compilation compilation, CancellationToken cancellationToken)
    {
        if (_compilations.TryGetValue(compilation, out var known))
            return known.Value;
        var files = compilation.SyntaxTrees.Where(tree => !FileFingerprint.IsGenerated(tree))
            .Select(tree => FileFingerprint.Of(tree, cancellationToken)).ToList();
        var names = new HashSet<ulong>();
        files.ForEach(file => names.UnionWith(file.NamesInConstants));
        var print = Of(compilation.Options).Add(compilation.AssemblyName ?? "");
        print = print.Add(Of(compilation.ExternalReferences));
        print = files.Aggregate(print, (sum, file) => sum.Add(file.Declarations));
        foreach (var (name, method) in files.SelectMany(file => file.Methods))
            print = names.Contains(name) ? print.Add(name).Add(method) : print;
        return _compilations.GetValue(compilation, _ => new(print)).Value;
    }

    // Some two hundred, which most keystrokes leave in the same array.
    private static ulong Of(ImmutableArray<MetadataReference> references) => _references.GetValue(
        ImmutableCollectionsMarshal.AsArray(references)!,
        static all => new(all.Aggregate(Start, (sum, reference) => sum.Add(Identity(reference))))).Value;

    // Editors make new options for each analysis, which differ in what is reported.
    private static ulong Of(CompilationOptions options) => Start
        .Add((ulong)options.NullableContextOptions)
        .Add((ulong)options.MetadataImportOptions)
        .Add(options.CheckOverflow ? 1UL : 0)
        .Add(options is CSharpCompilationOptions { AllowUnsafe: true } ? 1UL : 0);

    /// <summary>A number that no other object has or will have.</summary>
    public static ulong Identity(object value) => _identities.GetValue(value, static _ => new((ulong)Interlocked.Increment(ref _lastIdentity))).Value;

    /// <summary>Of one thing more.</summary>
    public static ulong Add(this ulong print, ulong number) => unchecked((print ^ number) * 1099511628211UL);

    /// <summary>Of one thing more.</summary>
    public static ulong Add(this ulong print, string text)
    {
        foreach (var character in text)
            print = print.Add(character);
        return print.Add((ulong)text.Length);
    }
}
