"""Signatures inside PDF files (PAdES): the only room that knows pyHanko. Bytes in, bytes or plain facts out."""
