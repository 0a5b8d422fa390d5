using System.Globalization;
using System.Reflection;
using Kimi.Dsl;

namespace Kimi.Torch.Native;

/// <summary>
/// Compares the functions of libtorch that TorchSharp's wrapper asks for with those that a libtorch has. Most are resolved at their first call, and one
/// that is missing then ends the process, so this is checked first.
/// </summary>
internal static class WrapperFunctions
{
    private const string UsedFile = "UsedFunctions.txt";

    /// <summary>Which functions the wrapper asks for and the libraries lack.</summary>
    /// <param name="wrapper">TorchSharp's native library.</param>
    /// <param name="libraries">libtorch's libraries.</param>
    /// <exception cref="KimiException">A file is not a library.</exception>
    internal static WrapperCheck Check(string wrapper, IEnumerable<string> libraries)
    {
        // Symbols with a version come from the C and C++ libraries.
        var wanted = Symbols(wrapper).Where(symbol => symbol is { IsDefined: false, IsWeak: false, IsVersioned: false }).ToDictionary(symbol => symbol.Name);
        var missing = new HashSet<string>(wanted.Keys);
        foreach (var library in libraries)
            missing.ExceptWith(Symbols(library).Where(symbol => symbol.IsDefined).Select(symbol => symbol.Name));
        var used = new HashSet<string>(Used());
        return new(wanted.Count,
            [.. missing.Order(StringComparer.Ordinal).Select(name => new MissingFunction(Readable(name), wanted[name].IsEager || used.Contains(name)))]);
    }

    /// <summary>The functions that training and sampling were observed to call, mangled; a test runs recipes and compares the list with what they
    /// call.</summary>
    internal static IReadOnlyList<string> Used()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{typeof(WrapperFunctions).Namespace}.{UsedFile}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>A mangled C++ name without its parameters, such as <c>at::_ops::zeros::call</c>.</summary>
    internal static string Readable(string mangled)
    {
        const string Nested = "_ZN";
        if (!mangled.StartsWith(Nested, StringComparison.Ordinal))
            return mangled;
        var rest = mangled[Nested.Length..].TrimStart('K');
        var parts = new List<string>();
        while (rest.Length > 0 && char.IsAsciiDigit(rest[0]))
        {
            var digits = rest.TakeWhile(char.IsAsciiDigit).Count();
            var length = int.Parse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
            if (digits + length > rest.Length)
                return mangled;
            parts.Add(rest.Substring(digits, length));
            rest = rest[(digits + length)..];
        }

        return parts.Count == 0 ? mangled : string.Join("::", parts);
    }

    private static IReadOnlyList<ElfFile.Symbol> Symbols(string path)
    {
        using var stream = File.OpenRead(path);
        return ElfFile.TryRead(stream)?.Symbols() ?? throw new KimiException($"'{path}' is not a library, or only part of one: copy it again");
    }
}

/// <summary>The result of the check.</summary>
/// <param name="Asked">How many functions the wrapper asks for.</param>
/// <param name="Missing">Those that are missing.</param>
internal sealed record WrapperCheck(int Asked, IReadOnlyList<MissingFunction> Missing)
{
    /// <summary>The missing ones that would end the process.</summary>
    internal IEnumerable<MissingFunction> Fatal => Missing.Where(function => function.IsNeeded);
}

/// <summary>A function that a libtorch lacks.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsNeeded">Whether training or sampling calls it, or loading fails without it.</param>
internal sealed record MissingFunction(string Name, bool IsNeeded);
