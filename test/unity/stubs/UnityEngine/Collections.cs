// Pages are under https://docs.unity3d.com/2021.3/Documentation/ScriptReference/, named at the end of each line.
using System;
using UnityEngine;

namespace Unity.Collections
{
    public enum Allocator // Unity.Collections.Allocator
    {
        Temp = 2, // Unity.Collections.Allocator.Temp
        TempJob = 3, // Unity.Collections.Allocator.TempJob
        Persistent = 4, // Unity.Collections.Allocator.Persistent
    }

    public enum NativeArrayOptions // Unity.Collections.NativeArrayOptions
    {
        UninitializedMemory = 0, // Unity.Collections.NativeArrayOptions.UninitializedMemory
        ClearMemory = 1, // Unity.Collections.NativeArrayOptions.ClearMemory
    }

    /// <summary>A view that its owner makes invalid, as a texture does when it is applied.</summary>
    public struct NativeArray<T> : IDisposable // Unity.Collections.NativeArray_1
        where T : struct
    {
        private readonly NativeMemory<T> _memory;
        private readonly int _version;

        public NativeArray(int length, Allocator allocator, NativeArrayOptions options = NativeArrayOptions.ClearMemory) // Unity.Collections.NativeArray_1-ctor
        {
            _memory = new NativeMemory<T>(new T[length]);
            _version = 0;
        }

        internal NativeArray(NativeMemory<T> memory)
        {
            _memory = memory;
            _version = memory.Version;
        }

        public int Length => IsCreated ? _memory.Items.Length : 0; // Unity.Collections.NativeArray_1-Length

        public bool IsCreated => _memory != null && _memory.Items != null; // Unity.Collections.NativeArray_1-IsCreated

        public T this[int index] // Unity.Collections.NativeArray_1.Index_operator
        {
            get { return Items[index]; }
            set { Items[index] = value; }
        }

        private T[] Items
        {
            get
            {
                if (!IsCreated || _memory.Version != _version)
                    throw new InvalidOperationException("The NativeArray has been deallocated, it is not allowed to access it.");
                return _memory.Items;
            }
        }

        public static void Copy(T[] src, int srcIndex, NativeArray<T> dst, int dstIndex, int length) // Unity.Collections.NativeArray_1.Copy
        {
            Array.Copy(src, srcIndex, dst.Items, dstIndex, length);
        }

        public static void Copy(NativeArray<T> src, int srcIndex, T[] dst, int dstIndex, int length) // Unity.Collections.NativeArray_1.Copy
        {
            Array.Copy(src.Items, srcIndex, dst, dstIndex, length);
        }

        public void Dispose() // Unity.Collections.NativeArray_1.Dispose
        {
            if (_memory != null) _memory.Items = null;
        }
    }

    internal sealed class NativeMemory<T>
    {
        public NativeMemory(T[] items)
        {
            Items = items;
        }

        public T[] Items { get; set; }

        /// <summary>Views of an older version may not be touched any more.</summary>
        public int Version { get; set; }
    }
}
